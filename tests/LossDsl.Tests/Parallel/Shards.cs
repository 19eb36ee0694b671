namespace LossDsl.Tests.Parallel;

/// <summary>Splits logits over ranks, as a distributed model has them.</summary>
/// <param name="Columns">The number of columns of each rank of a vocabulary group.</param>
/// <param name="ContextRanks">The number of ranks of a context group.</param>
internal sealed record Shards(long[] Columns, int ContextRanks)
{
    public int World => Columns.Length * ContextRanks;

    /// <summary>The groups of a rank, numbered as in the reference.</summary>
    public (ParallelContext Parallel, int Vocabulary, int Context) Groups(ThreadedProcessGroup world) => Groups(world.Rank, world.Split);

    /// <summary>The groups of a rank.</summary>
    /// <param name="rank">The rank.</param>
    /// <param name="split">Creates the group of the ranks with the same color.</param>
    public (ParallelContext Parallel, int Vocabulary, int Context) Groups(int rank, Func<int, IProcessGroup> split)
    {
        var (context, vocabulary) = Math.DivRem(rank, Columns.Length);
        var (columns, positions) = (split(context), split(vocabulary));
        return (new ParallelContext(Columns.Length > 1 ? columns : null, ContextRanks > 1 ? positions : null), vocabulary, context);
    }

    /// <summary>A rank's part of <c>[B, S, V]</c>; padded positions are filled with <paramref name="junk"/>.</summary>
    public Tensor Part(Tensor whole, int vocabulary, int context, double junk)
    {
        var missing = (2 * ContextRanks - whole.size(1) % (2 * ContextRanks)) % (2 * ContextRanks);
        if (ContextRanks > 1 && missing > 0)
            whole = cat([whole, full([whole.size(0), missing, whole.size(2)], junk, dtype: whole.dtype)], 1);
        return OfColumns(ContextParallel.GetTokensOnRank(whole, context, ContextRanks), vocabulary);
    }

    /// <summary>A rank's columns of the last dimension.</summary>
    public Tensor OfColumns(Tensor whole, int vocabulary) =>
        whole.narrow(-1, Columns.Take(vocabulary).Sum(), Columns[vocabulary]);
}
