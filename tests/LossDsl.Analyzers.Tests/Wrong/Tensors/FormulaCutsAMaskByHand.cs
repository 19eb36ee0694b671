// LDSL5003 error: Entry t of NLLLossDataDict.TokenMask, cut like this, describes token t, but prediction t is of token t+1: every entry would be off by one; use NextToken.TokenMask
[LossMetrics]
public sealed partial record Measured { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } }

public sealed class OwnLoss() : LossFunction<NLLLossDataDict, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) ComputeLoss(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var absent = data.NextToken.TokenMask == 0;
        var logprobs = output.Logprobs(data.NextToken.InputIds, absent, float32);
        var loss = -(logprobs * /*!*/data.TokenMask[.., ..^1]).sum() / totals.ValidTokens!;
        return (loss, new Measured { Loss = loss });
    }
}
