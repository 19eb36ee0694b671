namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The shapes of operators that select entries.</summary>
internal static class Lookups
{
    /// <summary>The shape of <c>gather</c>: the index selects along one dimension, all others must match.</summary>
    public static Inferred Gather(Shape? shape, long? dim, Shape? index)
    {
        if (shape is { Rank: 0 } || index is { Rank: 0 })
            return Inferred.Unknown;
        if (shape is not null && dim is { } known && shape.Axis(known) is null)
            return ShapeError.FromDim(known, shape);
        if (shape is null || index is null)
            return index;
        if (shape.Rank != index.Rank)
            return ShapeError.FromRank($"the index has {Broadcasting.Count(index.Rank)}, the tensor {shape.Rank}");
        var axis = dim is { } given ? shape.Axis(given) : null;
        for (var i = 0; axis is not null && i < shape.Rank; i++)
        {
            // The index may be shorter than the tensor.
            if (i != axis && shape[i] is { } length && index[i] is { } wanted && (wanted - length).Constant > 0)
                return ShapeError.FromLengths(wanted, length, DimensionRelation.Different);
        }

        return index;
    }

    /// <summary>The shape of <c>take_along_dim</c>: as <c>gather</c>, with the other dimensions broadcast.</summary>
    public static Inferred TakeAlong(Shape? shape, Shape? index, long? dim)
    {
        if (shape is null || index is null || dim is null)
            return Inferred.Unknown;
        if (shape.Rank != index.Rank)
            return ShapeError.FromRank($"the indices have {Broadcasting.Count(index.Rank)}, the tensor {shape.Rank}");
        if (shape.Rank == 0 || shape.Axis(dim.Value) is not { } axis)
            return ShapeError.FromDim(dim.Value, shape);
        return Broadcasting.Broadcast(shape.With(axis, null), index.With(axis, null)).Then(both => both.With(axis, index[axis]));
    }

    /// <summary>The shape of <c>index_select</c>: the entries along a dimension that a vector selects.</summary>
    public static Inferred IndexSelect(Shape? shape, long? dim, Shape? index)
    {
        if (index is { Rank: > 1 })
            return ShapeError.FromRank($"the index has {Broadcasting.Count(index.Rank)}, not 1");
        if (shape is null || dim is null)
            return Inferred.Unknown;
        if (shape.Axis(dim.Value) is not { } axis)
            return ShapeError.FromDim(dim.Value, shape);
        return shape.With(axis, index is null ? null : index.Rank == 0 ? Dimension.One : index[0]);
    }

    /// <summary>The shape of <c>select</c>: one entry along a dimension.</summary>
    public static Inferred Select(Shape shape, long? dim, long? index)
    {
        if (shape.Rank == 0)
            return ShapeError.FromRank("a scalar has no entries to choose from");
        if (dim is null)
            return Inferred.Unknown;
        if (shape.Axis(dim.Value) is not { } axis)
            return ShapeError.FromDim(dim.Value, shape);
        if (shape[axis]?.Constant is { } length && index is { } given && (given >= length || given < -length))
            return new ShapeError(ShapeFault.Rank, $"entry {given} is not among {length}");
        return shape.Remove(axis);
    }

    /// <summary>The shape of <c>narrow</c>: consecutive entries along a dimension.</summary>
    public static Inferred Narrow(Shape shape, long? dim, Dimension? start, Dimension? length)
    {
        if (shape.Rank == 0)
            return ShapeError.FromRank("a scalar has no entries to choose from");
        if (dim is null)
            return Inferred.Unknown;
        if (shape.Axis(dim.Value) is not { } axis)
            return ShapeError.FromDim(dim.Value, shape);
        if (shape[axis] is { } whole && start is { Constant: null or >= 0 } && length is not null && (start + length - whole).Constant is > 0 and var beyond)
            return new ShapeError(ShapeFault.Rank, $"{start}+{length} is {beyond} beyond {whole}");
        return shape.With(axis, length);
    }
}
