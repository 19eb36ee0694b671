namespace LossDsl;

/// <summary>Packs consecutive rows into microbatches of a limited number of tokens, padding included.</summary>
/// <param name="MaxTokens">The limit.</param>
/// <param name="Multiple">What the tokens of a row are rounded up to a multiple of.</param>
/// <param name="Available">How many tokens the rows have.</param>
/// <param name="Group">How many rows belong together.</param>
/// <param name="Groups">How many such groups there are.</param>
internal readonly record struct TokenBudget(long MaxTokens, long Multiple, long Available, long Group, long Groups)
{
    /// <summary>The rows of each microbatch, and the tokens that they need.</summary>
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

    // A row without a used token keeps one, for models that cannot take none.
    private long Longest(IReadOnlyList<long> lengths, long row)
    {
        var longest = 1L;
        for (var i = row; i < row + Group; i++)
            longest = Math.Max(longest, lengths[(int)i]);
        return Math.Min((longest + Multiple - 1) / Multiple * Multiple, Available);
    }
}
