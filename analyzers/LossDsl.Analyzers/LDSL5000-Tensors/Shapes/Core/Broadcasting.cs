using System.Collections.Immutable;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The shapes of elementwise operators.</summary>
internal static class Broadcasting
{
    /// <summary>The broadcast shape of two operands.</summary>
    public static Inferred Broadcast(Shape? a, Shape? b)
    {
        // Broadcasting with a scalar keeps the other shape. With a shape of unknown rank, the rank of the result is unknown.
        if (a is null || b is null)
            return a is { Rank: 0 } ? b : b is { Rank: 0 } ? a : (Shape?)null;
        var rank = Math.Max(a.Rank, b.Rank);
        var dimensions = ImmutableArray.CreateBuilder<Dimension?>(rank);
        for (var axis = 0; axis < rank; axis++)
        {
            var (one, other) = (axis - rank + a.Rank, axis - rank + b.Rank);
            if (one < 0 || other < 0)
            {
                dimensions.Add(one < 0 ? b[other] : a[one]);
                continue;
            }

            if (Mismatch(a[one], b[other]) is { } error)
                return error;
            dimensions.Add(Common(a[one], b[other]));
        }

        return new Shape(dimensions.MoveToImmutable());
    }

    /// <summary>The broadcast shape of three operands.</summary>
    public static Inferred Broadcast(Shape? a, Shape? b, Shape? c) =>
        Broadcast(a, b) switch
        {
            { Error: { } error } => error,
            { Shape: var both } => Broadcast(both, c),
        };

    /// <summary>The error of two lengths that would only broadcast by accident; null if they may be combined.</summary>
    public static ShapeError? Mismatch(Dimension? a, Dimension? b) => a is null || b is null || a.IsOne || b.IsOne ? null : Difference(a, b);

    /// <summary>The error of two lengths that must be equal; null if they may be.</summary>
    public static ShapeError? Difference(Dimension? a, Dimension? b) => a is null || b is null ? null : Dimension.Compare(a, b) switch
    {
        // A symbolic length can be 1.
        DimensionRelation.Different when (a.IsOne || b.IsOne) && (a.Constant is null || b.Constant is null) => null,
        (DimensionRelation.Different or DimensionRelation.Distinct) and var relation => ShapeError.FromLengths(a, b, relation),
        _ => null,
    };

    /// <summary>The shape of two operands that must have equal shapes, without broadcasting.</summary>
    public static Inferred Same(Shape? a, Shape? b)
    {
        if (a is null || b is null)
            return a ?? b;
        if (a.Rank != b.Rank)
            return new ShapeError(ShapeFault.Lengths, $"one has {Count(a.Rank)}, the other {b.Rank}");
        for (var axis = 0; axis < a.Rank; axis++)
        {
            if (Difference(a[axis], b[axis]) is { } error)
                return error;
        }

        return new Shape([.. a.Dimensions.Zip(b.Dimensions, (one, other) => one ?? other)]);
    }

    /// <summary>A number of dimensions as a phrase.</summary>
    public static string Count(int rank) => rank == 1 ? "1 dimension" : $"{rank} dimensions";

    /// <summary>The length of a broadcast dimension: a constant other than 1 decides, whatever the other length is.</summary>
    private static Dimension? Common(Dimension? a, Dimension? b)
    {
        if (a is null || b is null)
            return (a ?? b) is { IsOne: false } known ? known : null;
        if (a.IsOne)
            return b;
        if (b.IsOne || Dimension.Compare(a, b) == DimensionRelation.Equal)
            return a;
        return a.Constant is not null ? a : b.Constant is not null ? b : null;
    }
}
