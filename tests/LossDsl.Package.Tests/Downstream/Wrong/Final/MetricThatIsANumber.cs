namespace Wrong.MetricThatIsANumber;

[LossMetrics]
public sealed partial record MarginMetrics
{
    [Metric(Per.Token)] public required double /*LDSL1002*/Loss { get; init; }
}
