namespace Wrong.MetricThatIsANumber;

[LossMetrics]
public sealed partial record MarginMetrics
{
    [Metric(MetricNormalizer.Tokens)] public required double /*LDSL1002*/Loss { get; init; }
}
