namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The result of shape inference for an operator: a shape, an error, or neither if unknown.</summary>
/// <param name="Shape">The shape; null if unknown or in case of an error.</param>
/// <param name="Error">The error; null if there is none.</param>
internal readonly record struct Inferred(Shape? Shape, ShapeError? Error = null)
{
    public static Inferred Unknown => default;

    public static implicit operator Inferred(Shape? shape) => new(shape);

    public static implicit operator Inferred(ShapeError error) => new(null, error);

    /// <summary>Applies the next operator to the shape, if there is one.</summary>
    public Inferred Then(Func<Shape, Inferred> next) => Shape is null ? this : next(Shape);
}
