// LDSL5004 warning: This mean divides by the counts of the microbatch at hand, so the losses of microbatches do not add up: divide by those of the whole step (Masked.Mean with globalNormalizationFactor: totals.ValidTokens)
[LossMetrics]
public sealed partial record Measured { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } }

public sealed class OwnLoss(double scale) : LossFunction<NLLLossDataDict, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) ComputeLoss(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var masks = TokenMasks.Create(data.NextToken.TokenMask, data.SampleMask, Precision.Resolve(output));
        var logprobs = output.Logprobs(data.NextToken.InputIds, masks.Absent, masks.Weights.dtype);
        var loss = scale * -(logprobs * masks.Weights)./*!*/mean();
        return (loss, new Measured { Loss = loss });
    }
}
