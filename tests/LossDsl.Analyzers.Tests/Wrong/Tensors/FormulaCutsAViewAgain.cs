// LDSL5003 error: NLLLossDataDict.NextToken.InputIds is lined up with the next-token predictions already: cut again, it is off; use it as it is
[LossMetrics]
public sealed partial record Measured { [Metric(Per.Token)] public required Tensor Loss { get; init; } }

public sealed class OwnLoss() : LossFunction<NLLLossDataDict, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) Formula(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var masks = TokenMasks.Of(data.NextToken.TokenMask, data.SampleMask, Precision.Of(output));
        var logprobs = output.Logprobs(/*!*/data.NextToken.InputIds[.., 1..], masks.Absent, masks.Weights.dtype);
        var loss = -Masked.Mean(logprobs, masks.Weights, globalNormalizationFactor: totals.ValidTokens);
        return (loss, new Measured { Loss = loss });
    }
}
