namespace LossDsl.Hostile.Tests.Draws;

/// <summary>The lengths of named dimensions.</summary>
/// <param name="Rows">The number of rows, or of pairs for a loss over pairs.</param>
/// <param name="Tokens">The number of tokens of a row.</param>
/// <param name="Vocabulary">The size of the vocabulary.</param>
/// <param name="Positions">The number of positions of a packed row.</param>
internal sealed record Sizes(long Rows, long Tokens, long Vocabulary, long Positions = 0)
{
    /// <summary>The length of a declared dimension.</summary>
    public long Length(string dimension) => dimension switch
    {
        "B" or "P" => Rows,
        "2*P" => 2 * Rows,
        "S" => Tokens,
        "S-1" => Tokens - 1,
        "V" => Vocabulary,
        "T" => Positions,
        "1" => 1,
        _ => throw new ArgumentException($"no length for the dimension '{dimension}'"),
    };
}
