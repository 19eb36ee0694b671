using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What TorchSharp's optimizers have in common: gradients to clear, and a file of what they remember.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private protected OptimizerHelper(IEnumerable<Parameter> parameters) => Parameters = parameters.ToList();

    private protected IReadOnlyList<Parameter> Parameters { get; }

    public override void zero_grad()
    {
        foreach (var parameter in Parameters)
        {
            using var gradient = parameter.grad;
            gradient?.zero_();
        }
    }

    /// <summary>What it remembers, one entry a parameter: not copies.</summary>
    public virtual optim.Optimizer.StateDictionary state_dict() => new(States);

    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        writer.Encode(1);
        writer.Encode(Parameters.Count);
        Save(writer);
    }

    public void load_state_dict(BinaryReader reader)
    {
        var name = reader.ReadString();
        if (name != GetType().Name)
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{name}' in the loaded stream.");
        if (reader.Decode() != 1)
            throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        if (reader.Decode() != Parameters.Count)
            throw new ArgumentException("Invalid optimizer state -- different number of states.");
        Load(reader);
    }

    private protected abstract IEnumerable<OptimizerState> States { get; }

    private protected abstract void Save(BinaryWriter writer);

    private protected abstract void Load(BinaryReader reader);
}
