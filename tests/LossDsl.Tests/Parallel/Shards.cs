namespace LossDsl.Tests.Parallel;

/// <summary>Cuts logits for several ranks as a model on them would have them.</summary>
/// <param name="Columns">How many columns of the vocabulary each rank of a vocabulary group holds.</param>
/// <param name="ContextRanks">How many ranks share the context.</param>
internal sealed record Shards(long[] Columns, int ContextRanks)
{
    public int World => Columns.Length * ContextRanks;

    /// <summary>The groups of a rank of the world, numbered as the reference numbers them.</summary>
    public (ParallelContext Parallel, int Vocabulary, int Context) Groups(ThreadedProcessGroup world) => Groups(world.Rank, world.Split);

    /// <summary>The groups of a rank.</summary>
    /// <param name="rank">The rank.</param>
    /// <param name="split">Gives the ranks that name the same color.</param>
    public (ParallelContext Parallel, int Vocabulary, int Context) Groups(int rank, Func<int, IProcessGroup> split)
    {
        var (context, vocabulary) = Math.DivRem(rank, Columns.Length);
        var (columns, positions) = (split(context), split(vocabulary));
        return (new ParallelContext(Columns.Length > 1 ? columns : null, ContextRanks > 1 ? positions : null), vocabulary, context);
    }

    /// <summary>The part of <c>[B, S, V]</c> that a rank holds; what pads the positions is <paramref name="junk"/>.</summary>
    public Tensor Part(Tensor whole, int vocabulary, int context, double junk)
    {
        var missing = (2 * ContextRanks - whole.size(1) % (2 * ContextRanks)) % (2 * ContextRanks);
        if (ContextRanks > 1 && missing > 0)
            whole = cat([whole, full([whole.size(0), missing, whole.size(2)], junk, dtype: whole.dtype)], 1);
        return OfColumns(ContextParallel.GetTokensOnRank(whole, context, ContextRanks), vocabulary);
    }

    /// <summary>The columns that a rank holds, of the last dimension.</summary>
    public Tensor OfColumns(Tensor whole, int vocabulary) =>
        whole.narrow(-1, Columns.Take(vocabulary).Sum(), Columns[vocabulary]);
}
