using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The moments of one parameter, and the step that they make.</summary>
internal sealed class AdamState : IDisposable
{
    private readonly Tensor _mean, _square;
    private readonly Tensor? _largestSquare;
    private long _step;

    internal AdamState(Parameter parameter, bool amsgrad)
    {
        using var unrecorded = no_grad();
        _mean = zeros_like(parameter).DetachFromDisposeScope();
        _square = zeros_like(parameter).DetachFromDisposeScope();
        if (amsgrad) _largestSquare = zeros_like(parameter).DetachFromDisposeScope();
    }

    internal void Step(Parameter parameter, Tensor gradient, AdamOptions options)
    {
        _step++;
        if (options.Maximize) gradient = -gradient;
        parameter.mul_(1 - options.LearningRate * options.WeightDecay);

        _mean.mul_(options.Beta1).add_(gradient, alpha: 1 - options.Beta1);
        _square.mul_(options.Beta2).addcmul_(gradient, gradient, value: 1 - options.Beta2);
        var second = _largestSquare?.copy_(maximum(_largestSquare, _square)) ?? _square;

        var correction1 = 1 - Math.Pow(options.Beta1, _step);
        var correction2 = 1 - Math.Pow(options.Beta2, _step);
        var denominator = (second.sqrt() / Math.Sqrt(correction2)).add_(options.Eps);
        parameter.addcdiv_(_mean, denominator, value: -options.LearningRate / correction1);
    }

    internal void Save(BinaryWriter writer)
    {
        writer.Write(_step);
        _mean.Save(writer);
        _square.Save(writer);
        writer.Write(_largestSquare is not null);
        _largestSquare?.Save(writer);
    }

    internal void Load(BinaryReader reader)
    {
        _step = reader.ReadInt64();
        _mean.Load(reader);
        _square.Load(reader);
        if (reader.ReadBoolean() != _largestSquare is not null)
            throw new ArgumentException("Invalid optimizer state -- only one of the two is amsgrad's.");
        _largestSquare?.Load(reader);
    }

    public void Dispose()
    {
        _mean.Dispose();
        _square.Dispose();
        _largestSquare?.Dispose();
    }
}
