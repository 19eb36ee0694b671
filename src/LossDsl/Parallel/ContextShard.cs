namespace LossDsl;

/// <summary>The part of each sequence on one rank of a context group: two of <c>2 * Ranks</c> chunks.</summary>
/// <param name="Rank">The rank.</param>
/// <param name="Size">The number of ranks; 0 (the default) means no context parallelism.</param>
internal readonly record struct ContextShard(int Rank, int Size)
{
    public int Ranks => Math.Max(1, Size);

    /// <summary>The rank of a token, and the token's position on that rank.</summary>
    /// <param name="start">The first position of the token's sequence, over all ranks.</param>
    /// <param name="end">The position after the end of the sequence, padding included.</param>
    /// <param name="token">The index of the token in its sequence.</param>
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
