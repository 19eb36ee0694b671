// Expected: nothing
[DataDict]
public sealed partial record Taught : IMaskedBatch
{
    [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")] public required Tensor InputIds { get; init; }
    [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Current)] public required Tensor TokenMask { get; init; }
    [Tensor("B", DType.Mask)] public required Tensor SampleMask { get; init; }
    [Tensor("B S V", DType.Float, Alignment = TokenAlignment.Next)] public required Tensor TeacherLogprobs { get; init; }
}

[LossMetrics]
public sealed partial record Measured { [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; } }

public sealed class Distillation() : LossFunction<Taught, Measured>(NextTokenLogits)
{
    protected override (Tensor Loss, Measured Metrics) ComputeLoss(ModelOutput output, Taught data, GlobalNormalization totals)
    {
        var next = data.NextToken;
        var masks = TokenMasks.Create(next.TokenMask, data.SampleMask, Precision.Resolve(output));
        var student = output.ToLogits()[.., ..^1].to(masks.Weights.dtype).log_softmax(-1);
        var teacher = next.TeacherLogprobs.to(student.dtype);
        var divergence = (teacher.exp() * (teacher - student)).sum(-1);
        var loss = Masked.Mean(divergence, masks.Weights, globalNormalizationFactor: totals.ValidTokens);
        return (loss, new Measured { Loss = loss });
    }
}
