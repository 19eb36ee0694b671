// Expected: nothing
[LossMetrics]
public sealed partial record Measured { [Metric(MetricNormalizer.Sequences)] public required Tensor Loss { get; init; } }

public sealed class OwnLoss(double beta, double margin) : LossFunction<DPOLossDataDict, Measured>(TensorField.CreateInput("next_token_logits", "2*P S V", DType.Float))
{
    protected override (Tensor Loss, Measured Metrics) ComputeLoss(ModelOutput output, DPOLossDataDict data, GlobalNormalization totals)
    {
        var next = data.NextToken;
        var masks = TokenMasks.Create(next.TokenMask, data.SampleMask, Precision.Resolve(output, data.ReferencePolicyLogprobs));
        var logprobs = output.Logprobs(next.InputIds, masks.Absent, masks.Weights.dtype);
        var lengths = masks.Tokens.sum(-1).clamp_min(1);
        var rewards = ((logprobs - masks.Apply(next.ReferencePolicyLogprobs)) * masks.Tokens).sum(-1) / lengths;
        var pairs = rewards.view(-1, 2);
        var differences = pairs.select(1, 0) - pairs.select(1, 1);
        var valid = data.SampleMask.view(-1, 2).select(1, 0).to(differences.dtype);
        var loss = -Masked.Mean(
            nn.functional.logsigmoid(beta * differences - margin), valid, globalNormalizationFactor: totals.ValidSequences! / 2);
        return (loss, new Measured { Loss = loss });
    }
}
