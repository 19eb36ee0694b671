namespace LossDsl;

/// <summary>The output of a model on one of several ranks that share the vocabulary, the context or both.</summary>
/// <param name="shard">This rank's part.</param>
/// <param name="parallel">The process groups.</param>
/// <param name="facts">The sizes on this rank; null before the ranks have validated them.</param>
/// <param name="share">This rank's columns of the vocabulary; null where it is not sharded or the ranks have not validated it.</param>
internal sealed class ShardedOutput(ModelOutput shard, ParallelContext parallel, ShardInfo? facts = null, VocabShard? share = null)
    : ModelOutput
{
    /// <inheritdoc/>
    public override ScalarType ElementType => shard.ElementType;

    /// <summary>The ranks that share the context; null where this rank has the whole context.</summary>
    public IProcessGroup? Context => parallel.Context;

    private ShardInfo Agreed => facts ?? throw new InvalidOperationException("the ranks have not agreed yet: a loss sees to that");

    private int Ranks => parallel.Context?.Size ?? 1;

    /// <inheritdoc/>
    internal override Tensor Predict(Tensor ids, Tensor absent, ScalarType dtype, bool withEntropies)
    {
        if (parallel.Context is null)
            return PredictPositions(ids, absent, dtype, withEntropies);
        // The rows of a batch are treated as packed sequences, one after the other, each with its padding.
        var rows = PackedSequences.FromRows(Agreed.Rows, Agreed.BatchTokens, Agreed.Positions * Ranks);
        return new PackedOutput(this, rows).Predict(ids, absent, dtype, withEntropies);
    }

    /// <summary>The log-probabilities, and optionally the entropies, at the positions of this rank.</summary>
    /// <param name="ids">The target ids. Shape <c>[1, T]</c>.</param>
    /// <param name="absent">True where masked: bool, shape <c>[1, T]</c>.</param>
    /// <param name="dtype">The type of the computation.</param>
    /// <param name="withEntropies">Whether to compute entropies.</param>
    /// <returns>Shape <c>[1, T]</c>; with entropies <c>[2, 1, T]</c>: log-probabilities, then entropies.</returns>
    public Tensor PredictPositions(Tensor ids, Tensor absent, ScalarType dtype, bool withEntropies)
    {
        using var scope = NewDisposeScope();
        var shape = ids.shape;
        if (shape[0] != Agreed.Rows)
            (ids, absent) = (ids.view(Agreed.Rows, -1), absent.view(Agreed.Rows, -1));
        var values = share is null
            ? shard.Predict(ids, absent, dtype, withEntropies)
            : Logits.PredictShard(ids, absent, dtype, share, withEntropies);
        return values.reshape(withEntropies ? [2, .. shape] : shape).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor ToLogits() => throw new NotSupportedException(
        "a loss that looks at the whole vocabulary needs whole logits; here each rank holds a part of them");

    /// <inheritdoc/>
    public override Tensor GetRewards() => parallel.Context is null
        ? shard.GetRewards()
        : throw new NotSupportedException("rewards are one a row: ranks that share the context must give the loss whole ones");

    /// <inheritdoc/>
    internal override IReadOnlyList<OutputPart> GetParts(TensorField declared)
    {
        var dimensions = declared.Dimensions;
        if (parallel.Context is not null && dimensions.Length > 1)
            dimensions[1] = long.TryParse(dimensions[1], out var positions) ? $"{positions / Ranks}" : "_";
        if (parallel.Vocabulary is not null && dimensions.Length > 2)
            dimensions[2] = "Vr";
        return shard.GetParts(declared with { Shape = string.Join(' ', dimensions) });
    }

    /// <inheritdoc/>
    internal override ModelOutput UnpackRows(PackedSequences pack) => throw new NotSupportedException(
        "a loss that is called for one sequence after another cannot take the output of several ranks");

    /// <inheritdoc/>
    internal override (ModelOutput Output, TData Data) Resolve<TData>(Func<TData> bind, Func<int, string?>? problem = null)
    {
        TData? data = null;
        ShardInfo? own = null;
        string? refusal = null;
        try
        {
            data = bind();
            var known = Facts(data);
            own = known;
            refusal = problem is null ? Problem(known) : problem(Ranks);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            refusal = e.Message;
        }

        var shards = new CrossRankValidator(parallel, (shard as IVocabularyShard)?.Device ?? CPU).Validate(refusal is null ? own : null, refusal);
        var columns = parallel.Vocabulary is { } group
            ? new VocabShard(
                group, shards.Take(group.Rank).Sum(other => other.Columns), own!.Value.Columns, shards.Sum(other => other.Columns))
            : null;
        return (new ShardedOutput(shard, parallel, own, columns), data!);
    }

    private IVocabularyShard Logits => shard as IVocabularyShard
        ?? throw new NotSupportedException("this output cannot be sharded over ranks; pass logits or hidden states to the loss");

    private ShardInfo Facts<TData>(TData data)
        where TData : class, IDataDict<TData>
    {
        var (rows, positions, columns) = Logits.Size;
        return new ShardInfo(rows, positions, columns, ElementType, data.Rows, BatchContents.Read(data).Tokens ?? 0);
    }

    /// <summary>Returns a problem of the context sharding of rows that are not packed, or null.</summary>
    private string? Problem(ShardInfo facts)
    {
        if (parallel.Context is null)
            return null;
        var (all, step) = (facts.Positions * Ranks, 2 * Ranks);
        var least = (facts.BatchTokens + step - 1) / step * step;
        if (all % step != 0 || all < facts.BatchTokens)
            return $"next_token_logits: {Ranks} ranks share the context, so each row of {facts.BatchTokens} tokens is padded to a "
                + $"multiple of {step}, at least {least}, and each rank holds {least / Ranks} positions; got {facts.Positions}";
        if (facts.Positions == facts.BatchTokens && all > least)
            return $"next_token_logits: {Ranks} ranks share the context, but these logits have all {facts.Positions} positions of "
                + $"the batch; expected {least / Ranks}, the chunks that ContextParallel.GetTokensOnRank takes";
        return null;
    }
}
