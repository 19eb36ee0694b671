using System.Collections.Immutable;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The shapes of tensor indices: <c>t[.., 1..]</c>.</summary>
internal static class Indexing
{
    /// <summary>The shape of an indexed tensor. Null stands for an unknown item.</summary>
    public static Inferred Index(Shape shape, IReadOnlyList<IndexItem?> items)
    {
        if (items.Contains(null) || items.Count(item => item!.Kind is IndexKind.Numbers or IndexKind.Mask) > 1
            || items.Any(item => item is { Kind: IndexKind.Numbers or IndexKind.Mask, Index: null }))
            return Inferred.Unknown;
        var used = items.Sum(item => item!.Kind switch
        {
            IndexKind.New or IndexKind.Ellipsis => 0,
            IndexKind.Mask => item.Index!.Rank,
            _ => 1,
        });
        if (used > shape.Rank)
            return ShapeError.FromRank($"the index names {Broadcasting.Count(used)}, the tensor has {shape.Rank}");
        if (items.Count(item => item!.Kind == IndexKind.Ellipsis) > 1)
            return Inferred.Unknown;
        var (dimensions, axis) = (ImmutableArray.CreateBuilder<Dimension?>(), 0);
        foreach (var item in items)
        {
            if (Take(item!, shape, shape.Rank - used, dimensions, ref axis) is { } error)
                return error;
        }

        dimensions.AddRange(shape.Dimensions.Skip(axis));
        return new Shape(dimensions.ToImmutable());
    }

    private static ShapeError? Take(IndexItem item, Shape shape, int free, ImmutableArray<Dimension?>.Builder dimensions, ref int axis)
    {
        switch (item.Kind)
        {
            case IndexKind.New:
                dimensions.Add(Dimension.One);
                return null;
            case IndexKind.Ellipsis:
                dimensions.AddRange(shape.Dimensions.Skip(axis).Take(free));
                axis += free;
                return null;
            case IndexKind.Mask:
                for (var i = 0; i < item.Index!.Rank; i++)
                {
                    if (Broadcasting.Difference(shape[axis + i], item.Index[i]) is { } error)
                        return error;
                }

                dimensions.Add(null);
                axis += item.Index.Rank;
                return null;
            case IndexKind.Numbers:
                dimensions.AddRange(item.Index!.Dimensions);
                axis++;
                return null;
            case IndexKind.Entry:
                var length = shape[axis++]?.Constant;
                return length is { } known && item.Begin is { } entry && (entry >= known || entry < -known)
                    ? new ShapeError(ShapeFault.Rank, $"entry {entry} is not among {known}")
                    : null;
            default:
                dimensions.Add(Slice(shape[axis++], item));
                return null;
        }
    }

    // As in Python, the bounds of slices are clamped to the length.
    private static Dimension? Slice(Dimension? length, IndexItem item)
    {
        if (length is null || item.Kind == IndexKind.AnySlice || item.Begin is not { } begin)
            return null;
        var isToEnd = item.Kind == IndexKind.SliceToEnd;
        if (!isToEnd && item.End is null)
            return null;
        if (length.Constant is { } known)
        {
            var from = Math.Min(begin < 0 ? Math.Max(begin + known, 0) : begin, known);
            var to = isToEnd ? known : Math.Min(item.End < 0 ? Math.Max(item.End!.Value + known, 0) : item.End!.Value, known);
            return Dimension.FromConstant(Math.Max(to - from, 0));
        }

        // For a symbolic length, the number of dropped entries is known if the begin is from the front and the end is from the
        // back.
        if (begin >= 0 && (isToEnd || item.End < 0))
            return length + Dimension.FromConstant((isToEnd ? 0 : item.End!.Value) - begin);
        return begin == -1 && isToEnd ? Dimension.One : begin == 0 && item.End == 1 ? Dimension.One : null;
    }
}
