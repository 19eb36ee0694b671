using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>
/// A loss over sequences that went through the model packed: put one after another into one row of <c>T</c> positions,
/// each perhaps with padding behind it. The batch stays unpacked.
/// </summary>
/// <remarks>
/// <para>
/// Loss, gradient and metrics are those of the same sequences as rows of a padded batch. What stands in the logits
/// beyond the end of a sequence, and in the batch beyond its number of tokens, has no effect and no gradient.
/// </para>
/// <para>
/// All sequences are computed at once where the loss is a <see cref="LossFunction{TData, TMetrics}"/>. Any other loss is
/// called for one sequence after another (for each pair, where rows come in pairs): losses add up, losses of one value a
/// row are put one after another, and metrics combine by their declared rule. Source: NeMo-RL,
/// <c>nemo_rl.algorithms.loss_functions.SequencePackingLossWrapper</c>, which does one at a time always.
/// </para>
/// <para>
/// For losses over rewards, the model gives a reward at each position, <c>[1, T]</c> or <c>[1, T, 1]</c>, of which that
/// at a sequence's last token counts; or one a sequence, <c>[B]</c> or <c>[B, 1]</c>.
/// </para>
/// </remarks>
/// <typeparam name="TData">The batch that the loss needs.</typeparam>
/// <typeparam name="TMetrics">The metrics that it reports.</typeparam>
public sealed class SequencePackingLossWrapper<TData, TMetrics> : ILossFunction<TData, TMetrics>
    where TData : class, IDataDict<TData>
    where TMetrics : class, ILossMetrics<TMetrics>
{
    private readonly ILossFunction<TData, TMetrics> _loss;
    private readonly PackedSequences _pack;

    /// <summary>Wraps a loss for one packed row. The lengths are read on the host.</summary>
    /// <param name="lossFn">The loss.</param>
    /// <param name="cuSeqlensQ">
    /// Cumulative lengths of the sequences, from 0: <c>[0, 5, 12]</c> are one of 5 and one of 7 tokens. Integers, shape
    /// <c>[B+1]</c>.
    /// </param>
    /// <param name="cuSeqlensQPadded">
    /// The same with the padding behind each sequence: <c>[0, 8, 16]</c>. Null where there is no padding.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The lengths do not start at 0, decrease, or are less with padding than without.
    /// </exception>
    public SequencePackingLossWrapper(ILossFunction<TData, TMetrics> lossFn, Tensor cuSeqlensQ, Tensor? cuSeqlensQPadded = null)
    {
        ArgumentNullException.ThrowIfNull(lossFn);
        (_loss, _pack) = (lossFn, new PackedSequences(cuSeqlensQ, cuSeqlensQPadded));
    }

    /// <summary>Counts what the sequences of a batch hold: nothing beyond their ends, whatever the masks say there.</summary>
    /// <param name="data">The batch of the whole step, a row a sequence.</param>
    /// <remarks>
    /// Where a step has several packed rows, <see cref="GlobalNormalization.Sum"/> adds up their counts; over several
    /// processes <see cref="GlobalNormalization.AllReduce"/> does.
    /// </remarks>
    /// <exception cref="BatchValidationException">Batch and lengths do not belong together.</exception>
    /// <exception cref="NotSupportedException">The batch has no masks.</exception>
    public GlobalNormalization ComputeTotals(TData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        if (PackedOutput.TrimToSequences(data, _pack) is not IMaskedBatch masked)
            throw new NotSupportedException($"{typeof(TData).Name} is no IMaskedBatch, so nothing tells what is valid in it");
        var totals = GlobalNormalization.FromBatch(masked);
        return new GlobalNormalization(
            totals.ValidSequences!.MoveToOuterDisposeScope(), totals.ValidTokens!.MoveToOuterDisposeScope());
    }

    /// <inheritdoc cref="Totals(TData)"/>
    public GlobalNormalization ComputeTotals(BatchedDataDict<TData> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return ComputeTotals(data.Bind());
    }

    /// <summary>Computes the loss of all sequences.</summary>
    /// <param name="output">The model's output over the packed row: logits <c>[1, T, V]</c>.</param>
    /// <param name="data">The batch, a row a sequence, of at least as many tokens as the longest has.</param>
    /// <param name="totals">The counts of the whole step.</param>
    /// <exception cref="BatchValidationException">Batch, output and lengths do not belong together.</exception>
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
