using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What AdamW is told, in the order in which its file has it.</summary>
internal sealed class AdamOptions : optim.ILearningRateController
{
    internal double Initial, Beta1, Beta2, Eps, WeightDecay;
    internal bool Amsgrad, Maximize;

    public double LearningRate { get; set; }

    internal void Validate()
    {
        if (LearningRate < 0) throw new ArgumentException($"Invalid learning rate: {LearningRate}");
        if (Eps < 0) throw new ArgumentException($"Invalid ε: {Eps}");
        if (Beta1 is < 0 or >= 1) throw new ArgumentException($"Invalid beta1: {Beta1}");
        if (Beta2 is < 0 or >= 1) throw new ArgumentException($"Invalid beta2: {Beta2}");
        if (WeightDecay < 0) throw new ArgumentException($"Invalid weight_decay value: {WeightDecay}");
    }

    internal void Save(BinaryWriter writer)
    {
        foreach (var value in new[] { Initial, LearningRate, Beta1, Beta2, Eps, WeightDecay }) writer.Write(value);
        writer.Write(Amsgrad);
        writer.Write(Maximize);
    }

    internal void Load(BinaryReader reader)
    {
        (Initial, LearningRate) = (reader.ReadDouble(), reader.ReadDouble());
        (Beta1, Beta2) = (reader.ReadDouble(), reader.ReadDouble());
        (Eps, WeightDecay) = (reader.ReadDouble(), reader.ReadDouble());
        (Amsgrad, Maximize) = (reader.ReadBoolean(), reader.ReadBoolean());
    }
}
