// LDSL5007 error: data.SampleMask.unsqueeze(-1) gives each row its entry
[LossMetrics]
public sealed partial record Measured { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } }

public sealed class OwnLoss() : LossFunction<NLLLossDataDict, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) ComputeLoss(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var absent = data.NextToken.TokenMask == 0;
        var logprobs = output.Logprobs(data.NextToken.InputIds, absent, float32);
        var loss = -(logprobs * /*!*/data.SampleMask).sum() / totals.ValidTokens!;
        return (loss, new Measured { Loss = loss });
    }
}
