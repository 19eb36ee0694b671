namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Why an operator cannot be meant for its operands' shapes.</summary>
/// <param name="Fault">The kind of error.</param>
/// <param name="Reason">The reason as a phrase that follows the shapes.</param>
internal sealed record ShapeError(ShapeFault Fault, string Reason)
{
    /// <summary>The error of two lengths that must be equal.</summary>
    public static ShapeError FromLengths(Dimension a, Dimension b, DimensionRelation relation) => new(
        ShapeFault.Lengths,
        relation == DimensionRelation.Distinct
            ? $"{a} and {b} are declared as different dimensions"
            : $"{a} is not {b}");

    /// <summary>The error of a dimension that does not exist.</summary>
    public static ShapeError FromDim(long dim, Shape shape) => new(
        ShapeFault.Rank,
        shape.Rank == 0 ? $"a scalar has no dimension {dim}" : $"dimension {dim} is not between {-shape.Rank} and {shape.Rank - 1}");

    /// <summary>The error of an invalid number of dimensions.</summary>
    public static ShapeError FromRank(string reason) => new(ShapeFault.Rank, reason);
}
