namespace LossDsl.Tests.Shared;

/// <summary><see cref="DPOLossFn"/> with torch's operators and autograd.</summary>
internal static class DPOOperators
{
    /// <summary>The loss, and the metrics in the order of <see cref="DPOMetrics"/>.</summary>
    /// <param name="logprobs">The log-probabilities, float64. Shape <c>[2*P, S-1]</c>.</param>
    /// <param name="data">The batch.</param>
    /// <param name="sequences">The valid sequences of the whole step.</param>
    /// <param name="config">The configuration.</param>
    public static (Tensor Loss, Tensor[] Metrics) Of(Tensor logprobs, DPOLossDataDict data, Tensor sequences, DPOLossConfig config)
    {
        var samples = PreferenceTerms.WholePairs(data.SampleMask.to(float64));
        var next = data.NextToken;
        var tokens = TokenMasks.Create(next.TokenMask, samples != 0, float64);
        var present = Masked.Fill(logprobs, tokens.Absent);
        var rewards = ((present - tokens.Apply(next.ReferencePolicyLogprobs)) * tokens.Tokens).sum(1);
        if (config.PreferenceAverageLogProbs)
            rewards /= tokens.Tokens.sum(1).clamp_min(1);
        var terms = PreferenceTerms.Of(rewards, data.SampleMask, sequences, config.ReferencePolicyKlPenalty);
        var supervised = Supervised(present, TokenMasks.Create(next.TokenMask, samples, float64), sequences, config);
        var loss = config.PreferenceLossWeight * terms.Loss + config.SftLossWeight * supervised;
        return (loss,
        [
            loss, config.SftLossWeight > 0 ? supervised : zeros_like(loss), terms.Loss, terms.Accuracy, terms.RewardsChosenMean,
            terms.RewardsRejectedMean, samples.sum() / 2,
        ]);
    }

    private static Tensor Supervised(Tensor logprobs, TokenMasks masks, Tensor sequences, DPOLossConfig config)
    {
        var rows = -(logprobs * masks.Weights).sum(1);
        if (config.SftAverageLogProbs)
            rows /= masks.Weights.sum(1).clamp_min(1);
        return Masked.Mean(
            PreferenceTerms.Split(rows).Chosen, PreferenceTerms.Split(masks.Samples).Chosen, globalNormalizationFactor: sequences.to(float64) / 2);
    }
}
