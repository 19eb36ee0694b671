#nullable disable annotations

using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimizers have in common: groups, states, and both in a file.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private protected readonly Dictionary<Parameter, OptimizerState> States = new(ReferenceEqualityComparer.Instance);

    public OptimizerHelper() { }

    public override void zero_grad()
    {
        foreach (var parameter in parameters())
        {
            using var gradient = parameter.grad;
            gradient?.zero_();
        }
    }

    public override IEnumerable<Parameter> parameters() => base.parameters();

    public void to(Device device)
    {
        foreach (var state in OrderedStates()) state.to(device);
    }

    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        writer.Encode(_parameter_groups.Count);
        writer.Encode(OrderedStates().Count());
        foreach (var group in _parameter_groups) group.Options.SaveStateDict(writer);
        foreach (var state in OrderedStates()) state.SaveStateDict(writer);
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    public void load_state_dict(BinaryReader reader)
    {
        var name = reader.ReadString();
        if (name != GetType().Name)
            throw new InvalidDataException($"Mismatched optimizer type: expected '{GetType().Name}', but found '{name}' in the loaded stream.");
        if (reader.Decode() != _parameter_groups.Count)
            throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        if (reader.Decode() != OrderedStates().Count())
            throw new ArgumentException("Invalid optimizer state -- different number of states.");
        foreach (var group in _parameter_groups) group.Options.LoadStateDict(reader);
        foreach (var state in OrderedStates()) state.LoadStateDict(reader);
    }

    /// <summary>Runs an update for every parameter that has a gradient, unrecorded, and cleans up after it.</summary>
    private protected Tensor Update<TOptions>(Func<Tensor> closure, Action<TOptions, Parameter, Tensor, OptimizerState> update)
        where TOptions : OptimizerOptions
    {
        Tensor loss = null;
        if (closure is not null)
        {
            using var recorded = enable_grad();
            loss = closure();
        }
        using var unrecorded = no_grad();
        foreach (var group in _parameter_groups)
        {
            foreach (var parameter in group.Parameters)
            {
                using var scope = NewDisposeScope();
                if (parameter.grad is { } gradient) update((TOptions)group.Options, parameter, gradient, States[parameter]);
            }
        }
        return loss;
    }

    /// <summary>Fixes the parameters of a new group and gives each its state.</summary>
    private protected void Enter(ParamGroup group, Func<Parameter, OptimizerState> create)
    {
        group.Parameters = group.Parameters.ToList();
        group.Options.InitialLearningRate = group.Options.LearningRate!.Value;
        _parameter_groups.Add(group);
        foreach (var parameter in group.Parameters)
        {
            var state = create(parameter);
            state.Initialize(group.Options);
            States[parameter] = state;
        }
    }

    private protected void ReleaseStates()
    {
        foreach (var state in States.Values) state.Release();
    }

    private IEnumerable<OptimizerState> OrderedStates() => parameters().Select(parameter => States[parameter]);
}
