namespace LossDsl;

/// <summary>Packs consecutive rows into microbatches with a limited number of tokens, padding included.</summary>
/// <param name="MaxTokens">The maximum of rows times longest length.</param>
/// <param name="Multiple">Lengths are rounded up to a multiple of this number.</param>
/// <param name="Available">The number of tokens of a row in the batch, the upper limit of a length.</param>
/// <param name="Group">The number of consecutive rows that form a unit, such as 2 for pairs.</param>
/// <param name="Groups">The number of units.</param>
internal readonly record struct TokenBudget(long MaxTokens, long Multiple, long Available, long Group, long Groups)
{
    /// <summary>Returns the row range of each microbatch and its number of tokens per row.</summary>
    public List<(long Begin, long End, long Tokens)> Split(IReadOnlyList<long> lengths)
    {
        var cuts = new List<(long Begin, long End, long Tokens)>();
        for (var row = 0L; row < Groups * Group; row += Group)
        {
            var tokens = Longest(lengths, row);
            if (cuts is [.., var last] && (row + Group - last.Begin) * Math.Max(last.Tokens, tokens) <= MaxTokens)
                cuts[^1] = (last.Begin, row + Group, Math.Max(last.Tokens, tokens));
            else
                cuts.Add((row, row + Group, tokens));
        }

        return cuts;
    }

    // At least one token per row: models reject sequences of length 0.
    private long Longest(IReadOnlyList<long> lengths, long row)
    {
        var longest = 1L;
        for (var i = row; i < row + Group; i++)
            longest = Math.Max(longest, lengths[(int)i]);
        return Math.Min((longest + Multiple - 1) / Multiple * Multiple, Available);
    }
}
