// LDSL1019 warning: is a tensor without [Metric
[LossMetrics]
public sealed partial record Metrics
{
    [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; }
    public Tensor? /*!*/Entropy { get; init; }
}
