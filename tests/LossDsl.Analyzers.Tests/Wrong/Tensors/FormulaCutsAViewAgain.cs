// LDSL5003 error: NLLLossDataDict.NextToken.InputIds is already aligned with the next-token predictions; sliced again it would be shifted, so use it unchanged
[LossMetrics]
public sealed partial record Measured { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } }

public sealed class OwnLoss() : LossFunction<NLLLossDataDict, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) ComputeLoss(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var masks = TokenMasks.Create(data.NextToken.TokenMask, data.SampleMask, Precision.Resolve(output));
        var logprobs = output.Logprobs(/*!*/data.NextToken.InputIds[.., 1..], masks.Absent, masks.Weights.dtype);
        var loss = -Masked.Mean(logprobs, masks.Weights, globalNormalizationFactor: totals.ValidTokens);
        return (loss, new Measured { Loss = loss });
    }
}
