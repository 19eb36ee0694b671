using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Functions;

/// <summary>A function of this library under the name that the reference has for it.</summary>
/// <param name="name">The reference's name.</param>
/// <param name="differentiated">The argument that takes a gradient.</param>
internal abstract class FunctionUnderTest(string name, string differentiated)
{
    /// <summary>The reference's name.</summary>
    public string Name { get; } = name;

    /// <summary>The argument that takes a gradient.</summary>
    public string Differentiated { get; } = differentiated;

    /// <summary>Whether it is a function of the reference's head.</summary>
    public virtual bool IsOfHead => false;

    /// <summary>The names of its tensors.</summary>
    public abstract IReadOnlyList<string> Tensors { get; }

    /// <summary>The names of its other arguments.</summary>
    public virtual IReadOnlyList<string> Options => [];

    /// <summary>Calls the function.</summary>
    /// <param name="args">Its tensors.</param>
    /// <param name="options">Its other arguments, if any.</param>
    public abstract Tensor Call(BatchedDataDict args, GoldenNode? options);
}
