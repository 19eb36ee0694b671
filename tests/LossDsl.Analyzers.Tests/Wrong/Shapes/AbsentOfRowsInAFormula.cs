// LDSL5007 error: S-1 and B are declared as different dimensions
[LossMetrics]
public sealed partial record Measured { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } }

public sealed class OwnLoss() : LossFunction<NLLLossDataDict, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) ComputeLoss(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var absent = (data.NextToken.TokenMask == 0).logical_or(/*!*/data.SampleMask == 0);
        var logprobs = output.Logprobs(data.NextToken.InputIds, absent, float32);
        var loss = -logprobs.sum() / totals.ValidTokens!;
        return (loss, new Measured { Loss = loss });
    }
}
