namespace LossDsl;

/// <summary>
/// The numbers of valid sequences and tokens of the whole step, over all microbatches and processes. Losses divide by these counts,
/// never by the counts of a microbatch, so the losses of microbatches add up to the loss of the batch exactly.
/// </summary>
/// <param name="ValidSequences">
/// <c>global_valid_seqs</c>: the sum of the sample mask. A scalar tensor; null where the loss does not need it.
/// </param>
/// <param name="ValidTokens">
/// <c>global_valid_toks</c>: the sum of token mask times sample mask over the next-token predictions. A scalar tensor; null where the
/// loss does not need it.
/// </param>
public sealed record GlobalNormalization(Tensor? ValidSequences, Tensor? ValidTokens)
{
    // The batch that was counted, if there is one, and whether the counts include the rows of other processes.
    private IMaskedBatch? Counted { get; init; }

    private bool IsOverProcesses { get; init; }

    // The counts of the batch of the current call alone.
    private BatchCounts? Own { get; init; }

    /// <summary>Counts a whole batch. The two tensors belong to the caller's dispose scope.</summary>
    /// <param name="batch">The batch of the whole step.</param>
    /// <remarks>
    /// For packed rows, count with <see cref="SequencePackingLossWrapper{TData, TMetrics}.ComputeTotals(TData)"/>, which counts the tokens
    /// of the packed sequences. A packed loss that receives these counts together with the same batch recounts by itself.
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

    /// <summary>Counts a batch whose rows are distributed over several processes, in one collective.</summary>
    /// <param name="batch">The rows of this process.</param>
    /// <param name="processes">The processes that share the rows of the step.</param>
    public static GlobalNormalization FromBatch(IMaskedBatch batch, IProcessGroup processes)
    {
        using var scope = NewDisposeScope();
        var own = FromBatch(batch);
        var all = own.AllReduce(processes);
        all.ValidSequences!.MoveToOuterDisposeScope();
        all.ValidTokens!.MoveToOuterDisposeScope();
        return all;
    }

    /// <summary>Binds, validates and counts a whole batch.</summary>
    /// <param name="batch">The batch of the whole step.</param>
    /// <typeparam name="T">The data dict of the batch.</typeparam>
    /// <exception cref="BatchValidationException">The batch does not satisfy <typeparamref name="T"/>.</exception>
    public static GlobalNormalization FromBatch<T>(BatchedDataDict<T> batch)
        where T : class, IDataDict<T>, IMaskedBatch
    {
        ArgumentNullException.ThrowIfNull(batch);
        return FromBatch(batch.Bind());
    }

    /// <summary>Adds the counts of parts of a step, such as one part for each packed row.</summary>
    /// <param name="parts">The counts of the parts, at least one. A count that is null in one part is null in the sum.</param>
    public static GlobalNormalization Sum(params IEnumerable<GlobalNormalization> parts)
    {
        var all = parts.ToList();
        ArgumentOutOfRangeException.ThrowIfZero(all.Count, nameof(parts));
        using var scope = NewDisposeScope();
        using var off = no_grad();
        return new GlobalNormalization(
            Added(all.ConvertAll(part => part.ValidSequences)), Added(all.ConvertAll(part => part.ValidTokens)));
    }

    /// <summary>Adds the counts over the processes of a step, in one collective.</summary>
    /// <param name="processes">The processes that share the rows of the step.</param>
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

    /// <summary>
    /// Prepares the counts for one call of a loss: recounts for packed sequences, and remembers the call's batch for validation.
    /// </summary>
    /// <param name="own">The batch of the call as the loss sees it: for packed sequences, without the tokens beyond their ends.</param>
    /// <param name="given">The batch of the call as the caller passed it.</param>
    /// <param name="pack">The packed sequences of the rows; null where rows are not packed.</param>
    /// <exception cref="ArgumentException">These counts include tokens of whole rows that the packed sequences do not contain.</exception>
    internal GlobalNormalization ResolveFor(IMaskedBatch own, IMaskedBatch given, PackedSequences? pack)
    {
        var totals = pack is null || Counted is null || ReferenceEquals(own, given) ? this
            : IsOf(given) ? FromBatch(own)
            : BatchCounts.OnCpu(own, given) is var (held, whole) && whole > held ? throw new ArgumentException(
                $"global_valid_toks: GlobalNormalization.FromBatch counts whole rows, in which token_mask selects {whole:g} tokens in "
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
        // A count is data, so it must not receive a gradient.
        var number = count.requires_grad ? count.detach() : count;
        return number.dim() == 0 ? number : number.view([]);
    }

    // The counts of a step are at least those of any part of it. Checked on the CPU alone: reading would synchronize a device.
    private static Tensor Covering(Tensor count, string name, double? own)
    {
        // The relative rounding error that is tolerated for counts in float32.
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
