namespace Wrong.KeyTwiceByName;

[LossMetrics]
public sealed partial record KlMetrics
{
    [Metric(MetricNormalizer.Tokens)] public required Tensor KlTerm { get; init; }
    [Metric(MetricNormalizer.Tokens)] public required Tensor /*LDSL1004*/KLTerm { get; init; }
}
