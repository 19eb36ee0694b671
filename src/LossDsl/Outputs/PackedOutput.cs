namespace LossDsl;

/// <summary>
/// The output of a model for sequences that were packed into one row. Log-probabilities are computed per packed position, then
/// reordered into the rows of the batch.
/// </summary>
/// <param name="positions">The output over the packed row: logits <c>[1, T, V]</c>, or rewards <c>[1, T]</c>.</param>
/// <param name="pack">The packed sequences.</param>
internal sealed class PackedOutput(ModelOutput positions, PackedSequences pack) : ModelOutput
{
    /// <inheritdoc/>
    public override ScalarType ElementType => positions.ElementType;

    /// <inheritdoc/>
    internal override Tensor Predict(Tensor ids, Tensor absent, ScalarType dtype, bool withEntropies)
    {
        using var scope = NewDisposeScope();
        var context = (positions as ShardedOutput)?.Context;
        var places = Places(ids, context);
        var (packedIds, packedAbsent) = (places.Pack(ids), places.PackAbsent(absent));
        var packed = positions is ShardedOutput shard
            ? shard.PredictPositions(packedIds, packedAbsent, dtype, withEntropies)
            : positions.Predict(packedIds, packedAbsent, dtype, withEntropies);
        // One row a number from here on.
        packed = packed.view(withEntropies ? 2 : 1, packed.size(-1));
        if (context is not null)
            packed = ContextGather.Apply(packed, context);
        return places.UnpackEach(packed).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    internal override HiddenTokens? HiddenOf(Func<(Tensor Ids, Tensor Absent)> asked, ScalarType dtype)
    {
        PackedIndex? places = null;
        var hidden = positions.HiddenOf(
            () =>
            {
                var (ids, absent) = asked();
                places = Places(ids, context: null);
                return (places.Pack(ids), places.PackAbsent(absent));
            },
            dtype);
        return hidden is null ? null : hidden with { Places = places };
    }

    /// <inheritdoc/>
    public override Tensor ToLogits()
    {
        using var scope = NewDisposeScope();
        var logits = positions.ToLogits();
        return new PackedIndex(pack, pack.LongestLength, @short: 0, logits.device).Unpack(logits).MoveToOuterDisposeScope();
    }

    /// <summary>The reward at the last token of each sequence, unless the model gave one reward per sequence.</summary>
    /// <returns>Shape <c>[B]</c>.</returns>
    public override Tensor GetRewards()
    {
        var rewards = positions.GetRewards();
        if (rewards.dim() == 1)
            return rewards;
        if (Array.IndexOf(pack.Lengths, 0) is >= 0 and var empty)
            throw new ArgumentException($"cu_seqlens_q: sequence {empty} has no tokens, hence no reward", "cu_seqlens_q");
        using var scope = NewDisposeScope();
        var last = tensor([.. pack.Lengths.Select((length, i) => pack.Start(i) + length - 1)], device: rewards.device);
        return rewards.squeeze(0).index_select(0, last).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<OutputPart> GetParts(TensorField declared)
    {
        var dimensions = declared.Dimensions;
        var packed = declared with { Shape = string.Join(' ', ["1", $"{pack.Positions}", .. dimensions.Skip(2)]) };
        var parts = positions.GetParts(packed);
        // A tensor with one dimension has one reward per sequence. It cannot be a packed row of rewards, which has two dimensions.
        return dimensions.Length == 1 && parts is [{ Tensor: { IsInvalid: false } only }] && only.dim() == 1
            ? positions.GetParts(declared)
            : parts;
    }

    /// <inheritdoc/>
    internal override PackedSequences? Pack => pack;

    /// <inheritdoc/>
    internal override ModelOutput UnpackRows(PackedSequences rows) => positions.UnpackRows(rows);

    /// <inheritdoc/>
    internal override (ModelOutput Output, TData Data) Resolve<TData>(Func<TData> bind, Func<int, string?>? problem = null)
    {
        var (resolved, data) = positions.Resolve(() => TrimToSequences(bind()), FindUnevenSequence);
        return (new PackedOutput(resolved, pack), data);
    }

    /// <summary>Truncates and zero-pads the batch to the tokens of the packed sequences.</summary>
    internal TData TrimToSequences<TData>(TData data)
        where TData : class, IDataDict<TData> => TrimToSequences(data, pack);

    /// <inheritdoc cref="TrimToSequences{TData}(TData)"/>
    internal static TData TrimToSequences<TData>(TData data, PackedSequences pack)
        where TData : class, IDataDict<TData>
    {
        if (data.Rows != pack.Count)
            throw LengthMismatch<TData>($"expected {data.Rows + 1} entries for the {data.Rows} rows of the batch, got {pack.Count + 1}");
        var contents = BatchContents.Read(data);
        if (contents.Tokens is not { } tokens)
            return data;
        for (var row = 0; row < pack.Count; row++)
        {
            if (pack.Lengths[row] > tokens)
                throw LengthMismatch<TData>($"sequence {row} has {pack.Lengths[row]} tokens, but the rows of the batch have {tokens}");
        }

        return data.Truncate(pack.LongestLength).Map(new ZeroPadding(pack));
    }

    private PackedIndex Places(Tensor ids, IProcessGroup? context) =>
        new(pack, ids.size(1), @short: 1, ids.device, context is null ? default : new ContextShard(context.Rank, context.Size));

    private string? FindUnevenSequence(int ranks)
    {
        for (var row = 0; ranks > 1 && row < pack.Count; row++)
        {
            var length = pack.Start(row + 1) - pack.Start(row);
            if (length % (2 * ranks) != 0)
                return $"cu_seqlens_q_padded: {ranks} ranks share the context, so each sequence is padded to a multiple of "
                    + $"{2 * ranks} positions; sequence {row} has {length}";
        }

        return null;
    }

    private static BatchValidationException LengthMismatch<TData>(string problem)
        where TData : class, IDataDict<TData> => new(TData.Schema.Name, [new Violation("cu_seqlens_q", problem)]);
}
