using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>
/// A loss over sequences that went through the model packed: one after another in a single row of <c>T</c> positions,
/// optionally with padding after each sequence. The batch is not packed.
/// </summary>
/// <remarks>
/// <para>
/// Loss, gradient and metrics equal those of the same sequences as rows of a padded batch. Logits at positions after the end of a sequence,
/// and entries of the batch after its last token, have no effect and no gradient.
/// </para>
/// <para>
/// All sequences are computed at once if the loss derives from <see cref="Loss{TData, TMetrics}"/>. Any other loss is called once per
/// sequence (per pair, for rows in pairs): scalar losses are summed, losses with one value per row are concatenated, and metrics are
/// combined by their declared reduction. Source: NeMo-RL, <c>nemo_rl.algorithms.loss_functions.SequencePackingLossWrapper</c>, which always
/// calls the loss once per sequence.
/// </para>
/// <para>
/// For losses over rewards, the model outputs a reward at each position, <c>[1, T]</c> or <c>[1, T, 1]</c>, of which the
/// reward at the last token of each sequence is used; or one reward per sequence, <c>[B]</c> or <c>[B, 1]</c>.
/// </para>
/// </remarks>
/// <typeparam name="TData">The data dict of the loss.</typeparam>
/// <typeparam name="TMetrics">The metrics that the loss reports.</typeparam>
public sealed class SequencePackingLossWrapper<TData, TMetrics> : ILossFunction<TData, TMetrics>
    where TData : class, IDataDict<TData>
    where TMetrics : class, ILossMetrics<TMetrics>
{
    private readonly ILossFunction<TData, TMetrics> _loss;
    private readonly PackedSequences _pack;

    /// <summary>Wraps a loss for one packed row. The lengths are copied to the host.</summary>
    /// <param name="lossFn">The loss.</param>
    /// <param name="cuSeqlensQ">
    /// Cumulative sequence lengths, from 0: <c>[0, 5, 12]</c> for one sequence of 5 and one of 7 tokens. Integers, shape
    /// <c>[B+1]</c>.
    /// </param>
    /// <param name="cuSeqlensQPadded">
    /// Cumulative sequence lengths including the padding after each sequence: <c>[0, 8, 16]</c>. Null where there is no padding.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The lengths do not start at 0, decrease, or are smaller with padding than without.
    /// </exception>
    public SequencePackingLossWrapper(ILossFunction<TData, TMetrics> lossFn, Tensor cuSeqlensQ, Tensor? cuSeqlensQPadded = null)
    {
        ArgumentNullException.ThrowIfNull(lossFn);
        (_loss, _pack) = (lossFn, new PackedSequences(cuSeqlensQ, cuSeqlensQPadded));
    }

    /// <summary>
    /// Counts the valid sequences and tokens of the packed sequences of a batch; entries after the end of a sequence are not counted.
    /// </summary>
    /// <param name="data">The batch of the whole step, with one row per sequence.</param>
    /// <remarks>
    /// For a step with several packed rows, <see cref="GlobalNormalization.Sum"/> adds their counts; over several
    /// processes use <see cref="GlobalNormalization.AllReduce"/>.
    /// </remarks>
    /// <exception cref="BatchValidationException">Batch and lengths do not match.</exception>
    /// <exception cref="NotSupportedException">The batch has no masks.</exception>
    public GlobalNormalization ComputeTotals(TData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        if (PackedOutput.TrimToSequences(data, _pack) is not IMaskedBatch masked)
            throw new NotSupportedException($"{typeof(TData).Name} is not an IMaskedBatch, so its valid tokens are unknown");
        var totals = GlobalNormalization.FromBatch(masked);
        return new GlobalNormalization(
            totals.ValidSequences!.MoveToOuterDisposeScope(), totals.ValidTokens!.MoveToOuterDisposeScope());
    }

    /// <inheritdoc cref="ComputeTotals(TData)"/>
    public GlobalNormalization ComputeTotals(BatchedDataDict<TData> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return ComputeTotals(data.Bind());
    }

    /// <summary>Computes the loss of all sequences.</summary>
    /// <param name="output">The model's output over the packed row: logits <c>[1, T, V]</c>.</param>
    /// <param name="data">The batch, with one row per sequence and at least as many tokens as the longest sequence.</param>
    /// <param name="totals">The counts of the whole step.</param>
    /// <exception cref="BatchValidationException">Batch, output and lengths do not match.</exception>
    [OverloadResolutionPriority(1)]
    public LossResult<TMetrics> Compute(ModelOutput output, TData data, GlobalNormalization totals)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(totals);
        return _loss is Loss<TData, TMetrics>
            ? _loss.Compute(new PackedOutput(output, _pack), data, totals)
            : PerSequenceLoss<TData, TMetrics>.Compute(_loss, output, _pack, data, totals);
    }

    /// <inheritdoc cref="Compute(ModelOutput, TData, GlobalNormalization)"/>
    public LossResult<TMetrics> Compute(ModelOutput output, BatchedDataDict<TData> data, GlobalNormalization totals)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(data);
        return _loss is Loss<TData, TMetrics>
            ? _loss.Compute(new PackedOutput(output, _pack), data, totals)
            : Compute(output, data.Bind(), totals);
    }
}
