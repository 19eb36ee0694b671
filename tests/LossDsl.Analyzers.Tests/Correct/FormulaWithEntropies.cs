// Expected: nothing
[LossMetrics]
public sealed partial record Measured
{
    [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; }

    [Metric(MetricNormalizer.Tokens)] public required Tensor Entropy { get; init; }
}

public sealed class OwnLoss(double entropyWeight) : LossFunction<NLLLossDataDict, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) ComputeLoss(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var masks = TokenMasks.Create(data.NextToken.TokenMask, data.SampleMask, Precision.Resolve(output));
        var (logprobs, entropies) = output.LogprobsAndEntropies(data.NextToken.InputIds, masks.Absent, masks.Weights.dtype);
        var entropy = Masked.Mean(entropies, masks.Weights, globalNormalizationFactor: totals.ValidTokens);
        var loss = -Masked.Mean(logprobs, masks.Weights, globalNormalizationFactor: totals.ValidTokens) - entropyWeight * entropy;
        return (loss, new Measured { Loss = loss, Entropy = entropy });
    }
}

public sealed class WithFormula() : TokenLoss<NLLLossDataDict, Measured>((logprob, _, metrics) => Compute(logprob, metrics))
{
    public static Term Compute(Term logprob, Measured.Terms metrics)
    {
        metrics.Entropy = Term.Entropy;
        return -logprob - 0.01 * Term.Entropy;
    }
}
