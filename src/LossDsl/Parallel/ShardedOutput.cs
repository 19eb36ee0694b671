namespace LossDsl;

/// <summary>What a model gives on one of several ranks that share vocabulary, context or both.</summary>
/// <param name="shard">This rank's part.</param>
/// <param name="parallel">The groups.</param>
internal sealed class ShardedOutput(ModelOutput shard, ParallelContext parallel) : ModelOutput
{
    private ShardInfo _facts;
    private VocabShard? _share;

    /// <inheritdoc/>
    public override ScalarType ElementType => shard.ElementType;

    /// <inheritdoc/>
    internal override IProcessGroup? Context => parallel.Context;

    private int Ranks => parallel.Context?.Size ?? 1;

    /// <inheritdoc/>
    public override Tensor Logprobs(Tensor ids, Tensor absent, ScalarType dtype)
    {
        if (parallel.Context is null)
            return PositionLogprobs(ids, absent, dtype);
        // Rows of a batch are sequences that stand one after the other, each with its padding.
        var rows = PackedSequences.FromRows(_facts.Rows, _facts.BatchTokens, _facts.Positions * Ranks);
        return new PackedOutput(this, rows).Logprobs(ids, absent, dtype);
    }

    /// <inheritdoc/>
    internal override Tensor PositionLogprobs(Tensor ids, Tensor absent, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var shape = ids.shape;
        if (shape[0] != _facts.Rows)
            (ids, absent) = (ids.view(_facts.Rows, -1), absent.view(_facts.Rows, -1));
        var logprobs = _share is null ? shard.Logprobs(ids, absent, dtype) : shard.ShardLogprobs(ids, absent, dtype, _share);
        return logprobs.view(shape).MoveToOuterDisposeScope();
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
    internal override (long Rows, long Positions, long Columns) Size => shard.Size;

    /// <inheritdoc/>
    internal override TData ValidateAcrossRanks<TData>(Func<TData> check, Func<string?>? furtherProblem = null)
    {
        TData? data = null;
        string? refusal = null;
        try
        {
            data = check();
            _facts = Facts(data);
            refusal = furtherProblem is null ? Problem(_facts) : furtherProblem();
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            refusal = e.Message;
        }

        var shards = new CrossRankValidator(parallel, shard.Device).Validate(refusal is null ? _facts : null, refusal);
        if (parallel.Vocabulary is { } group)
            _share = new VocabShard(
                group, shards.Take(group.Rank).Sum(other => other.Columns), _facts.Columns, shards.Sum(other => other.Columns));
        return data!;
    }

    private ShardInfo Facts<TData>(TData data)
        where TData : class, IDataDict<TData>
    {
        var (rows, positions, columns) = shard.Size;
        return new ShardInfo(rows, positions, columns, ElementType, data.Rows, BatchContents.Read(data).Tokens ?? 0);
    }

    /// <summary>What is wrong with the share of the context, for rows that are not packed.</summary>
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
