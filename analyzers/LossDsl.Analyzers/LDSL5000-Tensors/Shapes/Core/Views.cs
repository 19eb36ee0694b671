using System.Collections.Immutable;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The shapes of operators that rearrange the dimensions of the same elements.</summary>
internal static class Views
{
    /// <summary>The shape of <c>view</c> and <c>reshape</c>. A length of -1 is inferred from the number of elements.</summary>
    public static Inferred View(Shape? shape, IReadOnlyList<Dimension?> lengths)
    {
        if (lengths.Count(length => length?.Constant == -1) > 1)
            return ShapeError.FromRank("only one length can be -1");
        var rest = lengths.ToList().FindIndex(length => length?.Constant == -1);
        if (shape is null || shape.Dimensions.Contains(null) || lengths.Contains(null))
            return new Shape([.. lengths.Select((length, i) => i == rest ? null : length)]);
        var (left, wanted) = Cancel(shape.Dimensions, lengths.Where((_, i) => i != rest));
        var (have, want) = (Shape.Multiply(left)!, Shape.Multiply(wanted)!);
        if (rest < 0)
            return Broadcasting.Difference(have, want) is null ? new Shape([.. lengths]) : Uneven(shape, lengths);
        if (have.Constant is { } count && want.Constant is { } each && each > 0 && count % each != 0)
            return Uneven(shape, lengths);
        return new Shape([.. lengths.Select((length, i) => i != rest ? length : want.Constant is { } divisor ? have.DivideBy(divisor) : null)]);
    }

    /// <summary>The shape of <c>flatten</c>: several dimensions become one.</summary>
    public static Inferred Flatten(Shape shape, long start, long end)
    {
        if (shape.Rank == 0)
            return new Shape([Dimension.One]);
        if (shape.Axis(start) is not { } first)
            return ShapeError.FromDim(start, shape);
        if (shape.Axis(end) is not { } last)
            return ShapeError.FromDim(end, shape);
        if (first > last)
            return ShapeError.FromRank("the dimensions to flatten begin behind their end");
        var dimensions = shape.Dimensions;
        return new Shape([.. dimensions.Take(first), Shape.Multiply(dimensions.Skip(first).Take(last - first + 1)), .. dimensions.Skip(last + 1)]);
    }

    /// <summary>The shape of <c>unflatten</c>: one dimension becomes several.</summary>
    public static Inferred Unflatten(Shape shape, long dim, IReadOnlyList<Dimension?> lengths)
    {
        if (shape.Axis(dim) is not { } axis || shape.Rank == 0)
            return ShapeError.FromDim(dim, shape);
        return View(new Shape([shape[axis]]), lengths)
            .Then(parts => new Shape([.. shape.Dimensions.Take(axis), .. parts.Dimensions, .. shape.Dimensions.Skip(axis + 1)]));
    }

    /// <summary>The shape of <c>unsqueeze</c>: a new dimension of length 1.</summary>
    public static Inferred Unsqueeze(Shape shape, long dim)
    {
        if (dim < -shape.Rank - 1 || dim > shape.Rank)
            return ShapeError.FromRank($"a new dimension goes between {-shape.Rank - 1} and {shape.Rank}, not to {dim}");
        return shape.Insert((int)(dim < 0 ? dim + shape.Rank + 1 : dim), Dimension.One);
    }

    /// <summary>The shape of <c>squeeze</c>: without the dimensions of length 1, or without one of them.</summary>
    /// <remarks>A symbolic dimension that is squeezed by its index is assumed to have length 1.</remarks>
    public static Inferred Squeeze(Shape shape, long? dim)
    {
        if (dim is null)
        {
            var isKnown = !shape.Dimensions.Contains(null) && (shape.Dimensions.Any(length => length!.IsOne) || shape.Dimensions.All(length => length!.Constant is not null));
            return isKnown ? new Shape([.. shape.Dimensions.Where(length => !length!.IsOne)]) : Inferred.Unknown;
        }

        if (shape.Axis(dim.Value) is not { } axis)
            return ShapeError.FromDim(dim.Value, shape);
        if (shape.Rank == 0)
            return shape;
        return shape[axis]?.Constant switch
        {
            null => Inferred.Unknown,
            1 => shape.Remove(axis),
            _ => shape,
        };
    }

    /// <summary>The shape of <c>transpose</c>.</summary>
    public static Inferred Transpose(Shape shape, long dim0, long dim1)
    {
        if (shape.Axis(dim0) is not { } one)
            return ShapeError.FromDim(dim0, shape);
        if (shape.Axis(dim1) is not { } other)
            return ShapeError.FromDim(dim1, shape);
        return shape.Rank == 0 ? shape : shape.With(one, shape[other]).With(other, shape[one]);
    }

    /// <summary>The shape of <c>permute</c>.</summary>
    public static Inferred Permute(Shape shape, IReadOnlyList<long?> order)
    {
        if (order.Count != shape.Rank)
            return ShapeError.FromRank($"{Broadcasting.Count(shape.Rank)} cannot be ordered by {order.Count}");
        var axes = new List<int>();
        foreach (var dim in order)
        {
            if (dim is null)
                return new Shape([.. shape.Dimensions.Select(_ => (Dimension?)null)]);
            if (shape.Axis(dim.Value) is not { } axis)
                return ShapeError.FromDim(dim.Value, shape);
            if (axes.Contains(axis))
                return ShapeError.FromRank($"dimension {dim} is named twice");
            axes.Add(axis);
        }

        return new Shape([.. axes.Select(axis => shape[axis])]);
    }

    /// <summary>The shape with all dimensions in reverse order.</summary>
    public static Shape Reverse(Shape shape) => new([.. shape.Dimensions.Reverse()]);

    /// <summary>The shape of <c>expand</c>: dimensions of length 1 are repeated without a copy; -1 keeps a dimension.</summary>
    public static Inferred Expand(Shape shape, IReadOnlyList<Dimension?> lengths)
    {
        var added = lengths.Count - shape.Rank;
        if (added < 0)
            return ShapeError.FromRank($"{Broadcasting.Count(shape.Rank)} cannot be expanded to {lengths.Count}");
        var expanded = ImmutableArray.CreateBuilder<Dimension?>(lengths.Count);
        for (var i = 0; i < lengths.Count; i++)
        {
            var (length, own) = (lengths[i], i < added ? Dimension.One : shape[i - added]);
            if (length?.Constant == -1)
            {
                if (i < added)
                    return ShapeError.FromRank($"dimension {i} is new and needs a length");
                expanded.Add(own);
                continue;
            }

            if (own is { IsOne: false } && Broadcasting.Difference(own, length) is { } error)
                return error;
            expanded.Add(length);
        }

        return new Shape(expanded.MoveToImmutable());
    }

    /// <summary>The shape of <c>repeat</c>.</summary>
    public static Inferred Repeat(Shape shape, IReadOnlyList<Dimension?> times)
    {
        var added = times.Count - shape.Rank;
        if (added < 0)
            return ShapeError.FromRank($"{Broadcasting.Count(shape.Rank)} cannot be repeated by {times.Count} numbers");
        return new Shape([.. times.Select((count, i) => i < added ? count : count is null || shape[i - added] is not { } own ? null : own * count)]);
    }

    private static ShapeError Uneven(Shape shape, IReadOnlyList<Dimension?> lengths) => new(
        ShapeFault.Elements,
        $"its {shape.Elements} elements do not fill {new Shape([.. lengths])}");

    // Removes equal lengths from both sides, so that only the rest has to be compared.
    private static (List<Dimension?> Left, List<Dimension?> Wanted) Cancel(IEnumerable<Dimension?> have, IEnumerable<Dimension?> want)
    {
        var (left, wanted) = (have.ToList(), new List<Dimension?>());
        foreach (var length in want)
        {
            if (!left.Remove(length))
                wanted.Add(length);
        }

        return (left, wanted);
    }
}
