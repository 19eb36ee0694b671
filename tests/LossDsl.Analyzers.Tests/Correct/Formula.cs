// Expected: nothing
[LossMetrics]
public sealed partial record Measured
{
    [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; }
    [Metric(MetricNormalizer.None, MetricReduction.Max)] public required Tensor Greatest { get; init; }
}

public sealed class OwnLoss(double clip) : LossFunction<ClippedPGLossDataDict, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) ComputeLoss(ModelOutput output, ClippedPGLossDataDict data, GlobalNormalization totals)
    {
        var next = data.NextToken;
        var masks = TokenMasks.Create(next.TokenMask, data.SampleMask, Precision.Resolve(output, data.PrevLogprobs));
        var logprobs = output.Logprobs(next.InputIds, masks.Absent, masks.Weights.dtype);
        var ratio = (logprobs - masks.Apply(next.PrevLogprobs)).exp();
        var advantages = masks.Apply(next.Advantages);
        var whitened = advantages - Masked.Mean(advantages, masks.Weights).detach();
        var surrogate = minimum(ratio * whitened, ratio.clamp(1 - clip, 1 + clip) * whitened);
        var rows = Masked.Mean(surrogate, masks.Weights, dim: -1);
        var loss = -Masked.Mean(rows, masks.Samples, globalNormalizationFactor: totals.ValidSequences);
        return (loss, new Measured { Loss = loss, Greatest = Masked.Fill(ratio, masks.Absent).max() });
    }
}
