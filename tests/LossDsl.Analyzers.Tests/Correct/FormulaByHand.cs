// Expected: nothing
[LossMetrics]
public sealed partial record Measured { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } }

public sealed class OwnLoss(double entropyWeight) : LossFunction<NLLLossDataDict, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) ComputeLoss(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals)
    {
        var weights = data.TokenMask[.., 1..].to(float32) * data.SampleMask.unsqueeze(-1);
        var logprobs = output.Logprobs(data.InputIds[.., 1..], weights == 0, float32);
        var loss = -(logprobs * weights).sum() / totals.ValidTokens!;
        var entropy = -(logprobs.exp() * logprobs * weights).sum() / totals.ValidTokens!;
        return (loss - entropyWeight * entropy, new Measured { Loss = loss });
    }
}
