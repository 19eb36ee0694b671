namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>What an operator makes of shapes: a shape, an error, or neither where nobody can know.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Error">What is wrong.</param>
internal readonly record struct Inferred(Shape? Shape, ShapeError? Error = null)
{
    /// <summary>Nobody can know.</summary>
    public static Inferred Unknown => default;

    public static implicit operator Inferred(Shape? shape) => new(shape);

    public static implicit operator Inferred(ShapeError error) => new(null, error);

    /// <summary>What the next operator makes of the shape, if there is one.</summary>
    public Inferred Then(Func<Shape, Inferred> next) => Shape is null ? this : next(Shape);
}
