namespace LossDsl;

/// <summary>Negative log-likelihood of the next tokens: supervised fine-tuning.</summary>
/// <remarks>
/// <code>
/// L    = - sum(y * m) / N                 a scalar, token level
/// L[b] = - sum(y[b] * m[b])               with dpoLoss: one value per row
/// L[b] = - sum(y[b] * m[b]) / max(sum(m[b]), 1)      with dpoLoss and dpoAverageLogProbs
///
/// y[b, t] = log p(token t+1 of row b)      m = token_mask * sample_mask      N = global_valid_toks
/// </code>
/// Source: NeMo-RL, <c>nemo_rl.algorithms.loss_functions.NLLLoss</c>. <c>global_valid_seqs</c> is not used; with
/// <paramref name="dpoLoss"/> neither count is.
/// </remarks>
/// <param name="dpoLoss">Whether to return the summed loss of each row, shape <c>[B]</c>, as the SFT term of DPO needs it.</param>
/// <param name="dpoAverageLogProbs">With <paramref name="dpoLoss"/>: whether to average over a row's tokens instead of summing.</param>
public sealed class NLLLoss(bool dpoLoss = false, bool dpoAverageLogProbs = false)
    : TokenLoss<NLLLossDataDict, NLLMetrics>((logprob, _, metrics) => ComputeTokenLoss(logprob, metrics), Reduction(dpoLoss, dpoAverageLogProbs))
{
    /// <summary>The loss of one token: <c>-y</c>.</summary>
    /// <param name="logprob">The log-probability <c>y</c> of the token, in nats.</param>
    /// <param name="metrics">The receiver of the metrics.</param>
    public static Term ComputeTokenLoss(Term logprob, NLLMetrics.Terms metrics)
    {
        metrics.NumUnmaskedTokens = 1;
        metrics.NumValidSamples = Term.OncePerSequence(1);
        return -logprob;
    }

    private static LossReduction Reduction(bool dpoLoss, bool average) => (dpoLoss, average) switch
    {
        (false, _) => LossReduction.TokenMean,
        (_, false) => LossReduction.PerSequenceSum,
        _ => LossReduction.PerSequenceMean,
    };
}
