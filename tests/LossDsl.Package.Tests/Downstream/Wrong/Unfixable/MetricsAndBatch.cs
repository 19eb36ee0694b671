namespace Wrong.MetricsAndBatch;

[DataDict, LossMetrics]
public sealed partial record /*LDSL1015*/Everything
{
    [Tensor("B S"), Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; }
}
