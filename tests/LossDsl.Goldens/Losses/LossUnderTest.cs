using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Losses;

/// <summary>A loss of this library, under its name in the reference.</summary>
/// <param name="name">The name in the reference.</param>
/// <param name="output">The input from the model, which is differentiated.</param>
internal abstract class LossUnderTest(string name, string output)
{
    public string Name { get; } = name;

    /// <summary>The input from the model.</summary>
    public string Output { get; } = output;

    public virtual IReadOnlyList<string> ConfigKeys => [];

    /// <summary>Whether the loss has the options of the reference's version <c>head</c> as well.</summary>
    public virtual bool IsOfHead => false;

    /// <summary>The keys of the wrapper's section.</summary>
    public virtual IReadOnlyList<string> WrapperKeys => [];

    /// <summary>The additional arguments of a call that a file can have.</summary>
    public virtual IReadOnlyList<string> CallKeys => [];

    /// <summary>Constructs the loss from the config of a case, and returns a function that calls it.</summary>
    /// <param name="golden">The case.</param>
    public abstract Func<CallInputs, Computed> Construct(GoldenCase golden);

    /// <summary>The result of a call.</summary>
    /// <param name="Loss">The value, not yet differentiated.</param>
    /// <param name="Metrics">The metrics.</param>
    internal sealed record Computed(Tensor Loss, IReadOnlyDictionary<string, TensorData> Metrics);
}
