// LDSL5003 error: ClippedPGLossDataDict.PrevLogprobs has an entry for every token, the next-token predictions are one fewer; use NextToken.PrevLogprobs
[LossMetrics]
public sealed partial record Measured { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } }

public sealed class OwnLoss() : LossFunction<ClippedPGLossDataDict, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) ComputeLoss(ModelOutput output, ClippedPGLossDataDict data, GlobalNormalization totals)
    {
        var masks = TokenMasks.Create(data.NextToken.TokenMask, data.SampleMask, Precision.Resolve(output));
        var logprobs = output.Logprobs(data.NextToken.InputIds, masks.Absent, masks.Weights.dtype);
        var ratio = (logprobs - /*!*/data.PrevLogprobs).exp();
        var loss = -Masked.Mean(ratio * masks.Apply(data.NextToken.Advantages), masks.Weights, globalNormalizationFactor: totals.ValidTokens);
        return (loss, new Measured { Loss = loss });
    }
}
