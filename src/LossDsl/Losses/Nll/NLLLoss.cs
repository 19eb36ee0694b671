namespace LossDsl;

/// <summary>Negative log-likelihood of the next tokens: supervised fine-tuning.</summary>
/// <remarks>
/// <code>
/// L    = - sum(y * m) / N                 one value, token level
/// L[b] = - sum(y[b] * m[b])               with dpoLoss: one value a row
/// L[b] = - sum(y[b] * m[b]) / max(sum(m[b]), 1)      and dpoAverageLogProbs
///
/// y[b, t] = log p(token t+1 of row b)      m = token_mask * sample_mask      N = global_valid_toks
/// </code>
/// Source: NeMo-RL, <c>nemo_rl.algorithms.loss_functions.NLLLoss</c>. <c>global_valid_seqs</c> is not needed, and with
/// <paramref name="dpoLoss"/> neither count is.
/// </remarks>
/// <param name="dpoLoss">Whether to give the summed loss of each row, shape <c>[B]</c>, as the SFT term of DPO needs it.</param>
/// <param name="dpoAverageLogProbs">With <paramref name="dpoLoss"/>: whether to average over a row's tokens instead of adding.</param>
public sealed class NLLLoss(bool dpoLoss = false, bool dpoAverageLogProbs = false)
    : LossFunction<NLLLossDataDict, NLLMetrics>(NextTokenLogits)
{
    /// <inheritdoc/>
    protected internal override bool IsTokenwise => !dpoLoss;

    /// <inheritdoc/>
    protected override (Tensor Loss, NLLMetrics Metrics) Formula(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var count = dpoLoss ? null : totals.Tokens(nameof(NLLLoss));
        var masks = TokenMasks.Of(data.NextToken.TokenMask, data.SampleMask, Precision.Of(output));
        var logprobs = output.Logprobs(data.NextToken.InputIds, masks.Absent, masks.Weights.dtype);

        var loss = dpoLoss
            ? PerRow(logprobs, masks, dpoAverageLogProbs)
            : -Masked.Mean(logprobs, masks.Weights, globalNormalizationFactor: count);
        return (loss, new NLLMetrics
        {
            Loss = loss.sum(),
            NumUnmaskedTokens = masks.Weights.sum(),
            NumValidSamples = masks.Samples.sum(),
        });
    }

    /// <summary>The loss of each row. Shape <c>[B]</c>.</summary>
    internal static Tensor PerRow(Tensor logprobs, TokenMasks masks, bool average)
    {
        var sum = -(Masked.Fill(logprobs, masks.Absent) * masks.Weights).sum(-1);
        return average ? sum / masks.Weights.sum(-1).clamp_min(1) : sum;
    }
}
