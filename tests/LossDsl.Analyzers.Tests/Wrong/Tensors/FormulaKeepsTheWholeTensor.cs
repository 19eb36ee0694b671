// LDSL5003 error: ClippedPGLossDataDict.Advantages has an entry for every token, the next-token predictions are one fewer; use NextToken.Advantages
[LossMetrics]
public sealed partial record Measured { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } }

public sealed class OwnLoss() : LossFunction<ClippedPGLossDataDict, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) ComputeLoss(ModelOutput output, ClippedPGLossDataDict data, GlobalNormalization totals)
    {
        var masks = TokenMasks.Create(data.NextToken.TokenMask, data.SampleMask, Precision.Resolve(output));
        var logprobs = output.Logprobs(data.NextToken.InputIds, masks.Absent, masks.Weights.dtype);
        var advantages = masks.Apply(/*!*/data.Advantages);
        var loss = -Masked.Mean(logprobs * advantages, masks.Weights, globalNormalizationFactor: totals.ValidTokens);
        return (loss, new Measured { Loss = loss });
    }
}
