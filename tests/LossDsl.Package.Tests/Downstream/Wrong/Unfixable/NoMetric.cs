namespace Wrong.NoMetric;

[LossMetrics]
public sealed partial record /*LDSL1016*/MyMetrics
{
    public required Tensor Loss { get; init; }
}
