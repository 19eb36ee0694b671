namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>Operators that reduce dimensions, or work along one.</summary>
internal static class Reductions
{
    /// <summary>Reduces dimensions; all of them where none is named.</summary>
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

    /// <summary>An operator along a dimension that leaves the shape as it is: softmax, cumsum, sort.</summary>
    public static Inferred Along(Shape shape, long? dim) =>
        dim is { } known && shape.Axis(known) is null ? ShapeError.FromDim(known, shape) : shape;

    /// <summary>The k greatest or smallest entries along a dimension.</summary>
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

    // Which dimension is reduced is not known, but how many are left.
    private static Shape? Unnamed(Shape shape, int count) => count > shape.Rank || shape.Rank == 0
        ? null
        : new Shape([.. Enumerable.Repeat((Dimension?)null, shape.Rank - count)]);
}
