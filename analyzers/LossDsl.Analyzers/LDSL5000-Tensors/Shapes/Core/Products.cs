using System.Collections.Immutable;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>The shapes of matrix products.</summary>
internal static class Products
{
    /// <summary>The shape of <c>matmul</c>: matrices, batches of matrices, or vectors.</summary>
    public static Inferred Matmul(Shape? a, Shape? b)
    {
        if (a is null || b is null)
            return Inferred.Unknown;
        if (a.Rank == 0 || b.Rank == 0)
            return ShapeError.FromRank("a scalar is no factor of a matrix product");
        var (left, right) = (a.Rank == 1 ? a.Insert(0, Dimension.One) : a, b.Rank == 1 ? b.Insert(1, Dimension.One) : b);
        if (Broadcasting.Difference(left[left.Rank - 1], right[right.Rank - 2]) is { } error)
            return error;
        return Broadcasting.Broadcast(Stack(left), Stack(right)).Then(stack =>
        {
            var product = stack.Insert(stack.Rank, left[left.Rank - 2]).Insert(stack.Rank + 1, right[right.Rank - 1]);
            if (b.Rank == 1)
                product = product.Remove(product.Rank - 1);
            return a.Rank == 1 ? product.Remove(product.Rank - (b.Rank == 1 ? 1 : 2)) : product;
        });
    }

    /// <summary>The shape of a product that requires certain ranks: mm, bmm, mv, dot.</summary>
    public static Inferred Strict(Shape? a, Shape? b, int rankOfA, int rankOfB)
    {
        if (a is not null && a.Rank != rankOfA)
            return ShapeError.FromRank($"the first factor has {Broadcasting.Count(a.Rank)}, not {rankOfA}");
        if (b is not null && b.Rank != rankOfB)
            return ShapeError.FromRank($"the second factor has {Broadcasting.Count(b.Rank)}, not {rankOfB}");
        if (a is not null && b is not null && rankOfA == 3 && Broadcasting.Difference(a[0], b[0]) is { } error)
            return error;
        return Matmul(a, b);
    }

    /// <summary>The shape of <c>outer</c>.</summary>
    public static Inferred Outer(Shape? a, Shape? b)
    {
        if ((a ?? b) is { Rank: not 1 } || b is { Rank: not 1 })
            return ShapeError.FromRank("both factors of an outer product are vectors");
        return new Shape([a?[0], b?[0]]);
    }

    /// <summary>The shape of <c>einsum</c>.</summary>
    public static Inferred Einsum(string equation, IReadOnlyList<Shape?> factors)
    {
        var text = equation.Replace(" ", "");
        if (text.Contains('.'))
            return Inferred.Unknown;
        var arrow = text.IndexOf("->", StringComparison.Ordinal);
        var terms = (arrow < 0 ? text : text.Substring(0, arrow)).Split(',');
        if (terms.Length != factors.Count)
            return ShapeError.FromRank($"'{equation}' names {terms.Length} factors of {factors.Count}");
        var lengths = new Dictionary<char, Dimension?>();
        for (var i = 0; i < terms.Length; i++)
        {
            if (Read(terms[i], factors[i], i, lengths) is { } error)
                return error;
        }

        var result = arrow >= 0 ? text.Substring(arrow + 2) : Implied(terms);
        foreach (var letter in result)
        {
            if (!lengths.ContainsKey(letter))
                return ShapeError.FromRank($"'{letter}' stands behind the arrow of '{equation}' only");
        }

        return new Shape([.. result.Select(letter => lengths[letter])]);
    }

    private static ShapeError? Read(string term, Shape? factor, int place, Dictionary<char, Dimension?> lengths)
    {
        if (factor is not null && factor.Rank != term.Length)
            return ShapeError.FromRank($"'{term}' names {Broadcasting.Count(term.Length)} of factor {place + 1}, which has {factor.Rank}");
        for (var axis = 0; axis < term.Length; axis++)
        {
            var length = factor?[axis];
            if (!lengths.TryGetValue(term[axis], out var known) || known is null or { IsOne: true })
                lengths[term[axis]] = length ?? (known is { IsOne: true } ? null : known);
            else if (Broadcasting.Mismatch(known, length) is { } error)
                return error with { Reason = $"'{term[axis]}': {error.Reason}" };
            else if (length is not (null or { IsOne: true }) && known.Constant is null && !known.Equals(length))
                lengths[term[axis]] = length.Constant is not null ? length : null;
        }

        return null;
    }

    // Without an arrow, the output has the letters that occur once, in alphabetical order.
    private static string Implied(string[] terms) => string.Concat(string.Concat(terms)
        .GroupBy(letter => letter)
        .Where(same => same.Count() == 1)
        .Select(same => same.Key)
        .OrderBy(letter => letter));

    private static Shape Stack(Shape matrices) => new(matrices.Dimensions.Take(matrices.Rank - 2).ToImmutableArray());
}
