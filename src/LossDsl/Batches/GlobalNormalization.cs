namespace LossDsl;

/// <summary>
/// What is valid in the whole step, over all microbatches and processes. Losses divide by these counts and never by
/// local ones, so the losses of microbatches add up to the loss of the batch exactly.
/// </summary>
/// <param name="ValidSequences">
/// <c>global_valid_seqs</c>: the sum of the sample mask. No dimensions. Null where the loss does not need it.
/// </param>
/// <param name="ValidTokens">
/// <c>global_valid_toks</c>: the sum of token mask times sample mask over the next-token predictions. No dimensions.
/// Null where the loss does not need it.
/// </param>
public sealed record GlobalNormalization(Tensor? ValidSequences, Tensor? ValidTokens)
{
    // What was counted, where a batch was, and whether other processes counted others.
    private IMaskedBatch? Counted { get; init; }

    private bool IsOverProcesses { get; init; }

    // What the batch of the call counts alone.
    private BatchCounts? Own { get; init; }

    /// <summary>Counts a whole batch. The two tensors belong to the caller's dispose scope.</summary>
    /// <param name="batch">The batch of the whole step.</param>
    /// <remarks>
    /// Of rows that went through the model packed, <see cref="SequencePackingLossWrapper{TData, TMetrics}.ComputeTotals(TData)"/>
    /// counts what the sequences hold. A packed loss that is given these counts and the very batch that they are of does
    /// that by itself.
    /// </remarks>
    public static GlobalNormalization FromBatch(IMaskedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var samples = batch is { CountsInPairs: true } && batch.SampleMask.size(0) % 2 == 0
            ? WholePairs.Of(batch.SampleMask)
            : batch.SampleMask;
        var masks = TokenMasks.FromBatch(batch, samples, float64);
        return new GlobalNormalization(
            masks.Samples.sum().MoveToOuterDisposeScope(),
            masks.Weights.sum().MoveToOuterDisposeScope()) { Counted = batch };
    }

    /// <summary>Counts a batch of which each of several processes has some rows, in one collective.</summary>
    /// <param name="batch">This process's rows.</param>
    /// <param name="processes">The processes that share the step's rows.</param>
    public static GlobalNormalization FromBatch(IMaskedBatch batch, IProcessGroup processes)
    {
        using var scope = NewDisposeScope();
        var own = FromBatch(batch);
        var all = own.AllReduce(processes);
        all.ValidSequences!.MoveToOuterDisposeScope();
        all.ValidTokens!.MoveToOuterDisposeScope();
        return all;
    }

    /// <summary>Counts a whole batch that is not typed yet.</summary>
    /// <param name="batch">The batch of the whole step.</param>
    /// <typeparam name="T">Its contract.</typeparam>
    /// <exception cref="BatchValidationException">The batch breaks the contract.</exception>
    public static GlobalNormalization FromBatch<T>(BatchedDataDict<T> batch)
        where T : class, IDataDict<T>, IMaskedBatch
    {
        ArgumentNullException.ThrowIfNull(batch);
        return FromBatch(batch.Bind());
    }

    /// <summary>The counts of a step whose rows were counted in parts, such as one part for each packed row.</summary>
    /// <param name="parts">The counts of the parts, at least one. Null stays null where a part has no such count.</param>
    public static GlobalNormalization Sum(params IEnumerable<GlobalNormalization> parts)
    {
        var all = parts.ToList();
        ArgumentOutOfRangeException.ThrowIfZero(all.Count, nameof(parts));
        using var scope = NewDisposeScope();
        using var off = no_grad();
        return new GlobalNormalization(
            Added(all.ConvertAll(part => part.ValidSequences)), Added(all.ConvertAll(part => part.ValidTokens)));
    }

    /// <summary>These counts added over several processes that each counted some rows, in one collective.</summary>
    /// <param name="processes">The processes that share the step's rows.</param>
    /// <exception cref="InvalidOperationException">One of the counts is null.</exception>
    public GlobalNormalization AllReduce(IProcessGroup processes)
    {
        ArgumentNullException.ThrowIfNull(processes);
        if (ValidSequences is null || ValidTokens is null)
            throw new InvalidOperationException("only both counts together can be added over processes; one of them is null");
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var counts = stack([ValidSequences, ValidTokens]);
        processes.AllReduce(counts);
        return new GlobalNormalization(
            counts.narrow(0, 0, 1).view([]).MoveToOuterDisposeScope(),
            counts.narrow(0, 1, 1).view([]).MoveToOuterDisposeScope()) { Counted = Counted, IsOverProcesses = true };
    }

    /// <summary>The counts as one call of a loss needs them.</summary>
    /// <param name="own">The batch of the call, as the loss sees it.</param>
    /// <param name="given">The same as the caller gave it: of packed sequences, with what stands beyond their ends.</param>
    /// <param name="pack">The sequences that its rows are packed as; null where they are not.</param>
    /// <exception cref="ArgumentException">These are counts of whole rows, of which the sequences hold less.</exception>
    internal GlobalNormalization ResolveFor(IMaskedBatch own, IMaskedBatch given, PackedSequences? pack)
    {
        var totals = pack is null || Counted is null || ReferenceEquals(own, given) ? this
            : IsOf(given) ? FromBatch(own)
            : BatchCounts.OnCpu(own, given) is var (held, whole) && whole > held ? throw new ArgumentException(
                $"global_valid_toks: GlobalNormalization.FromBatch counts whole rows, of which token_mask lets {whole:g} tokens through in "
                + $"this batch; the packed sequences hold {held:g} of them. ComputeTotals(batch) of the packed loss counts what they hold",
                "totals")
            : this;
        return totals with { Own = new BatchCounts(own) };
    }

    private bool IsOf(IMaskedBatch batch) => !IsOverProcesses
        && ReferenceEquals(Counted!.TokenMask, batch.TokenMask)
        && ReferenceEquals(Counted.SampleMask, batch.SampleMask);

    private static Tensor? Added(List<Tensor?> counts) => counts.Contains(null)
        ? null
        : stack([.. counts.Select(count => count!.view([]).to(float64))]).sum().MoveToOuterDisposeScope();

    internal Tensor RequireSequences(string loss) => Covering(Required(ValidSequences, "global_valid_seqs", loss), "global_valid_seqs", Own?.Sequences);

    internal Tensor RequireTokens(string loss) => Covering(Required(ValidTokens, "global_valid_toks", loss), "global_valid_toks", Own?.Tokens);

    private static Tensor Required(Tensor? count, string name, string loss)
    {
        if (count is null)
            throw new ArgumentException(
                $"{name} is null, but {loss} divides by it; GlobalNormalization.FromBatch(batch) counts the batch of the whole step", name);
        if (count.IsInvalid)
            throw new ArgumentException($"{name} has been disposed", name);
        if (count.numel() != 1)
            throw new ArgumentException(
                $"{name} must be one number, got {count.FormatShape()}", name);
        // A count is data: no gradient goes into it.
        var number = count.requires_grad ? count.detach() : count;
        return number.dim() == 0 ? number : number.view([]);
    }

    // Counts of a whole step are no less than those of a part of it. On a device nobody looks: reading would stall it.
    private static Tensor Covering(Tensor count, string name, double? own)
    {
        // What a count in float32 may have lost.
        const double Slack = 1e-3;
        if (own is { } least && count.device_type == DeviceType.CPU
            && TensorMemory.ReadScalar(count) is var whole && least > whole + Slack * (1 + Math.Abs(whole)))
        {
            throw new ArgumentException(
                $"{name} is {whole:g}, but the batch of this call alone counts {least:g}: it must be that of the whole step; "
                + "GlobalNormalization.FromBatch(batch) counts the batch that is then cut into microbatches", name);
        }

        return count;
    }
}
