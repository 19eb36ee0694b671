namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The shapes of operators that join several tensors.</summary>
internal static class Joins
{
    /// <summary>The shape of <c>cat</c>: along an existing dimension.</summary>
    public static Inferred Concatenate(IReadOnlyList<Shape?> parts, long? dim)
    {
        // torch ignores tensors of shape [0], whatever the ranks of the others.
        if (parts.Count == 0 || dim is null || parts.Any(part => part is null or { Rank: 1, Dimensions: [{ Constant: 0 }] }))
            return Inferred.Unknown;
        var first = parts[0]!;
        if (parts.FirstOrDefault(part => part!.Rank != first.Rank) is { } other)
            return ShapeError.FromRank($"one has {Broadcasting.Count(first.Rank)}, another {other.Rank}");
        if (first.Rank == 0)
            return ShapeError.FromRank("scalars have no dimension to be joined along; stack makes a vector of them");
        if (first.Axis(dim.Value) is not { } axis)
            return ShapeError.FromDim(dim.Value, first);
        var joined = first;
        foreach (var part in parts.Skip(1))
        {
            if (Broadcasting.Same(joined.With(axis, null), part!.With(axis, null)) is var both && both.Error is { } error)
                return error;
            var sum = joined[axis] is { } one && part[axis] is { } more ? one + more : null;
            joined = both.Shape!.With(axis, sum);
        }

        return joined;
    }

    /// <summary>The shape of <c>stack</c>: along a new dimension.</summary>
    public static Inferred Stack(IReadOnlyList<Shape?> parts, long? dim)
    {
        if (parts.Count == 0 || parts.Contains(null))
            return Inferred.Unknown;
        var joined = parts[0]!;
        foreach (var part in parts.Skip(1))
        {
            if (Broadcasting.Same(joined, part) is var both && both.Error is { } error)
                return error;
            joined = both.Shape!;
        }

        return dim is null ? Inferred.Unknown : Views.Unsqueeze(joined, dim.Value)
            .Then(stacked => stacked.With((int)(dim < 0 ? dim.Value + stacked.Rank : dim.Value), Dimension.FromConstant(parts.Count)));
    }
}
