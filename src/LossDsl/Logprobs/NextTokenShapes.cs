namespace LossDsl;

/// <summary>Validates ids and masks against the shape of a model's output.</summary>
internal static class NextTokenShapes
{
    /// <summary>Rejects ids and masks that are not aligned with the predictions.</summary>
    /// <param name="positions">Rows and positions of the output, <c>[B, S]</c>.</param>
    /// <param name="ids">The target ids.</param>
    /// <param name="absent">The mask of masked ids.</param>
    /// <exception cref="ArgumentException">They have another number of rows, differ in shape, or are longer than the output.</exception>
    public static void Check(ReadOnlySpan<long> positions, Tensor ids, Tensor absent)
    {
        var (asked, masked) = (ids.shape, absent.shape);
        if (asked.AsSpan().SequenceEqual(masked) && asked.Length == 2 && asked[0] == positions[0] && asked[1] <= positions[1] && absent.dtype == ScalarType.Bool)
            return;
        var expected = $"[{positions[0]}, {Math.Max(0, positions[1] - 1)}]";
        throw new ArgumentException(
            $"ids and absent must have one entry for each next-token prediction, expected {expected} like the output of "
            + $"{positions[0]} rows of {positions[1]} positions, got ids {ids.FormatShape()} and absent {absent.dtype.ToDisplayString()} {absent.FormatShape()}"
            + GetHint(asked, masked, positions[1]));
    }

    private static string GetHint(long[] ids, long[] absent, long tokens)
    {
        var (hasWholeIds, hasWholeMask) = (ids is [_, var i] && i == tokens, absent is [_, var m] && m == tokens);
        if (!hasWholeIds && !hasWholeMask)
            return "";
        var whole = hasWholeIds && hasWholeMask ? "both have" : hasWholeIds ? "ids has" : "absent has";
        return $"; {whole} one entry for each token: use the view that is aligned with the predictions, data.NextToken.X instead of data.X";
    }
}
