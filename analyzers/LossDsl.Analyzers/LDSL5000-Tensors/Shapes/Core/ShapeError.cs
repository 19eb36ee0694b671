namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Why an operator cannot be meant for some shapes.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Reason">The reason, in words that follow the shapes.</param>
internal sealed record ShapeError(ShapeFault Fault, string Reason)
{
    /// <summary>Two lengths that must agree.</summary>
    public static ShapeError FromLengths(Dimension a, Dimension b, DimensionRelation relation) => new(
        ShapeFault.Lengths,
        relation == DimensionRelation.Distinct
            ? $"{a} and {b} are declared as different dimensions"
            : $"{a} is not {b}");

    /// <summary>A dimension that is not there.</summary>
    public static ShapeError FromDim(long dim, Shape shape) => new(
        ShapeFault.Rank,
        shape.Rank == 0 ? $"a scalar has no dimension {dim}" : $"dimension {dim} is not between {-shape.Rank} and {shape.Rank - 1}");

    /// <summary>A number of dimensions that cannot be.</summary>
    public static ShapeError FromRank(string reason) => new(ShapeFault.Rank, reason);
}
