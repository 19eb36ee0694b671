using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Losses;

/// <summary>A loss of this library under the name that the reference has for it.</summary>
/// <param name="name">The reference's name.</param>
/// <param name="output">What it takes from the model: the input that is differentiated.</param>
internal abstract class LossUnderTest(string name, string output)
{
    /// <summary>The reference's name.</summary>
    public string Name { get; } = name;

    /// <summary>What it takes from the model.</summary>
    public string Output { get; } = output;

    /// <summary>The keys of its config.</summary>
    public virtual IReadOnlyList<string> ConfigKeys => [];

    /// <summary>Whether it knows the options of the reference's head as well.</summary>
    public virtual bool IsOfHead => false;

    /// <summary>The keys of its wrapper.</summary>
    public virtual IReadOnlyList<string> WrapperKeys => [];

    /// <summary>The extra arguments of its call that a file can give.</summary>
    public virtual IReadOnlyList<string> CallKeys => [];

    /// <summary>Constructs the loss from the config of a case. What it returns calls it.</summary>
    /// <param name="golden">The case.</param>
    public abstract Func<CallInputs, Computed> Construct(GoldenCase golden);

    /// <summary>What a call gives.</summary>
    /// <param name="Loss">The value, not yet differentiated.</param>
    /// <param name="Metrics">The metrics.</param>
    internal sealed record Computed(Tensor Loss, IReadOnlyDictionary<string, TensorData> Metrics);
}
