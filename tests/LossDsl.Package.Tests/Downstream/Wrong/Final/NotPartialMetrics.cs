namespace Wrong.NotPartialMetrics;

[LossMetrics]
public sealed record /*LDSL1001*/MarginMetrics
{
    [Metric(Per.Token)] public required Tensor Loss { get; init; }
}
