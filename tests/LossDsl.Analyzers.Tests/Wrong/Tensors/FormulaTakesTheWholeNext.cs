// LDSL5003 error: DPOLossDataDict.ReferencePolicyLogprobs has an entry for every token, the next-token predictions are one fewer; use NextToken.ReferencePolicyLogprobs
[LossMetrics]
public sealed partial record Measured { [Metric(Per.Token)] public required Tensor Loss { get; init; } }

public sealed class OwnLoss() : LossFunction<DPOLossDataDict, Measured>(TensorField.Input("next_token_logits", "2*P S V", DType.Float))
{
    protected override (Tensor Loss, Measured Metrics) Formula(ModelOutput output, DPOLossDataDict data, GlobalNormalization totals)
    {
        var next = data.NextToken;
        var masks = TokenMasks.Of(next.TokenMask, data.SampleMask, Precision.Of(output));
        var logprobs = output.Logprobs(next.InputIds, masks.Absent, masks.Weights.dtype);
        var rewards = ((logprobs - /*!*/data.ReferencePolicyLogprobs) * masks.Tokens).sum(-1);
        var loss = -rewards.sum() / totals.ValidSequences!;
        return (loss, new Measured { Loss = loss });
    }
}
