// LDSL5003 error: DPOLossDataDict.ReferencePolicyLogprobs has an entry for every token, the next-token predictions are one fewer; use NextToken.ReferencePolicyLogprobs
[LossMetrics]
public sealed partial record Measured { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } }

public sealed class OwnLoss() : LossFunction<DPOLossDataDict, Measured>(TensorField.CreateInput("next_token_logits", "2*P S V", DType.Float))
{
    protected override (Tensor Loss, Measured Metrics) ComputeLoss(ModelOutput output, DPOLossDataDict data, GlobalNormalization totals)
    {
        var next = data.NextToken;
        var masks = TokenMasks.Create(next.TokenMask, data.SampleMask, Precision.Resolve(output));
        var logprobs = output.Logprobs(next.InputIds, masks.Absent, masks.Weights.dtype);
        var rewards = ((logprobs - /*!*/data.ReferencePolicyLogprobs) * masks.Tokens).sum(-1);
        var loss = -rewards.sum() / totals.ValidSequences!;
        return (loss, new Measured { Loss = loss });
    }
}
