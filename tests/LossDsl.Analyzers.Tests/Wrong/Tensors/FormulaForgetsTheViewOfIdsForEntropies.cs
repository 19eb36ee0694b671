// LDSL5003 error: NLLLossDataDict.InputIds has an entry for every token, the next-token predictions are one fewer; use NextToken.InputIds
[LossMetrics]
public sealed partial record Measured { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } }

public sealed class OwnLoss() : LossFunction<NLLLossDataDict, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) ComputeLoss(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var masks = TokenMasks.Create(data.NextToken.TokenMask, data.SampleMask, Precision.Resolve(output));
        var (logprobs, entropies) = output.LogprobsAndEntropies(/*!*/data.InputIds, masks.Absent, masks.Weights.dtype);
        var loss = -Masked.Mean(logprobs + entropies, masks.Weights, globalNormalizationFactor: totals.ValidTokens);
        return (loss, new Measured { Loss = loss });
    }
}
