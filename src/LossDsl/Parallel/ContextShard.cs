namespace LossDsl;

/// <summary>The share of each sequence that a rank of a context group holds: two of <c>2 * Ranks</c> chunks.</summary>
/// <param name="Rank">The rank.</param>
/// <param name="Size">The number of ranks; 0 stands for one that holds all.</param>
internal readonly record struct ContextShard(int Rank, int Size)
{
    /// <summary>The number of ranks.</summary>
    public int Ranks => Math.Max(1, Size);

    /// <summary>Which rank holds a token, and at which of its own positions.</summary>
    /// <param name="start">The first position of the token's sequence, over all ranks.</param>
    /// <param name="end">The position after its last, padding included.</param>
    /// <param name="token">The token's number in its sequence.</param>
    public (int Rank, long Position) Locate(long start, long end, long token)
    {
        if (Ranks == 1)
            return (0, start + token);
        var chunk = (end - start) / (2 * Ranks);
        var (number, within) = Math.DivRem(token, chunk);
        var early = number < Ranks;
        var rank = (int)(early ? number : 2 * Ranks - 1 - number);
        return (rank, start / Ranks + (early ? within : chunk + within));
    }
}
