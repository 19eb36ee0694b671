// LDSL5007 error: S is not S-1
[LossMetrics]
public sealed partial record Measured { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } }

public sealed class EntropyLoss() : LossFunction<NLLLossDataDict, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) ComputeLoss(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var logprobs = output.ToLogits().log_softmax(-1);
        var entropy = -(logprobs.exp() * logprobs).sum(-1);
        var loss = (/*!*/entropy * data.NextToken.TokenMask).sum() / totals.ValidTokens!;
        return (loss, new Measured { Loss = loss });
    }
}
