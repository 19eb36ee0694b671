// LDSL5003 error: ClippedPGLossDataDict.PrevLogprobs has an entry for every token, the next-token predictions are one fewer; use NextToken.PrevLogprobs
[LossMetrics]
public sealed partial record Measured { [Metric(Per.Token)] public required Tensor Loss { get; init; } }

public sealed class OwnLoss() : LossFunction<ClippedPGLossDataDict, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) Formula(ModelOutput output, ClippedPGLossDataDict data, GlobalNormalization totals)
    {
        var masks = TokenMasks.Of(data.NextToken.TokenMask, data.SampleMask, Precision.Of(output));
        var logprobs = output.Logprobs(data.NextToken.InputIds, masks.Absent, masks.Weights.dtype);
        var ratio = (logprobs - /*!*/data.PrevLogprobs).exp();
        var loss = -Masked.Mean(ratio * masks.Keep(data.NextToken.Advantages), masks.Weights, globalNormalizationFactor: totals.ValidTokens);
        return (loss, new Measured { Loss = loss });
    }
}
