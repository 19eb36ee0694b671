// LDSL1004 error: which Loss has already
[LossMetrics]
public sealed partial record Metrics
{
    [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; }
    [Metric(MetricNormalizer.Sequences, Key = /*!*/"loss")] public required Tensor Other { get; init; }
}
