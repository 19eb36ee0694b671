// LDSL5003 error: NLLLossDataDict.TokenMask has an entry for every token, the next-token predictions are one fewer; use NextToken.TokenMask
[LossMetrics]
public sealed partial record Measured { [Metric(Per.Token)] public required Tensor Loss { get; init; } }

public sealed class OwnLoss() : LossFunction<NLLLossDataDict, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) Formula(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var masks = TokenMasks.Of(data.TokenMask, data.SampleMask, Precision.Of(output));
        var logprobs = output.Logprobs(data.NextToken.InputIds, /*!*/masks.Absent, masks.Weights.dtype);
        var loss = -Masked.Mean(logprobs, masks.Weights, globalNormalizationFactor: totals.ValidTokens);
        return (loss, new Measured { Loss = loss });
    }
}
