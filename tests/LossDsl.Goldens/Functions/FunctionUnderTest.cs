using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Functions;

/// <summary>A function of this library, under its name in the reference.</summary>
/// <param name="name">The name in the reference.</param>
/// <param name="differentiated">The argument that requires a gradient.</param>
internal abstract class FunctionUnderTest(string name, string differentiated)
{
    public string Name { get; } = name;

    /// <summary>The argument that requires a gradient.</summary>
    public string Differentiated { get; } = differentiated;

    /// <summary>Whether the function exists only in the reference's version <c>head</c>.</summary>
    public virtual bool IsOfHead => false;

    /// <summary>The names of its tensor arguments.</summary>
    public abstract IReadOnlyList<string> Tensors { get; }

    /// <summary>The names of its other arguments.</summary>
    public virtual IReadOnlyList<string> Options => [];

    /// <summary>Calls the function.</summary>
    /// <param name="args">The tensor arguments.</param>
    /// <param name="options">The other arguments; null if there are none.</param>
    public abstract Tensor Call(BatchedDataDict args, GoldenNode? options);
}
