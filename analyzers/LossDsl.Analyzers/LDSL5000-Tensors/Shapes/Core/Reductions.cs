namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The shapes of operators that reduce dimensions, or work along one.</summary>
internal static class Reductions
{
    /// <summary>The shape after reducing some dimensions, or all if none is given.</summary>
    public static Inferred Reduce(Shape shape, IReadOnlyList<long?> dims, bool keepsDimensions)
    {
        if (dims.Count == 0)
            return keepsDimensions ? new Shape([.. shape.Dimensions.Select(_ => Dimension.One)]) : Shape.Scalar;
        var reduced = new SortedSet<int>();
        foreach (var dim in dims)
        {
            if (dim is null)
                return keepsDimensions && dims.Count == 1 ? Inferred.Unknown : new Inferred(Unnamed(shape, dims.Count));
            if (shape.Axis(dim.Value) is not { } axis)
                return ShapeError.FromDim(dim.Value, shape);
            if (!reduced.Add(axis))
                return ShapeError.FromRank($"dimension {dim} is reduced twice");
        }

        var result = shape;
        foreach (var axis in reduced.Reverse())
            result = keepsDimensions ? result.With(axis, Dimension.One) : result.Remove(axis);
        return result;
    }

    /// <summary>The shape of an operator along a dimension that keeps the shape: softmax, cumsum, sort.</summary>
    public static Inferred Along(Shape shape, long? dim) =>
        dim is { } known && shape.Axis(known) is null ? ShapeError.FromDim(known, shape) : shape;

    /// <summary>The shape of <c>topk</c>.</summary>
    public static Inferred Top(Shape shape, Dimension? k, long? dim)
    {
        if (dim is null)
            return Inferred.Unknown;
        if (shape.Axis(dim.Value) is not { } axis)
            return ShapeError.FromDim(dim.Value, shape);
        if (shape.Rank > 0 && k?.Constant is { } wanted && shape[axis]?.Constant is { } length && wanted > length)
            return new ShapeError(ShapeFault.Rank, $"there are no {wanted} entries among {length}");
        return shape.With(axis, k);
    }

    // Only the number of reduced dimensions is known, not which ones.
    private static Shape? Unnamed(Shape shape, int count) => count > shape.Rank || shape.Rank == 0
        ? null
        : new Shape([.. Enumerable.Repeat((Dimension?)null, shape.Rank - count)]);
}
