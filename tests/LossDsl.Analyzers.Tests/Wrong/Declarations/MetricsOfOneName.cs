// LDSL1004 error: which Loss has already
[LossMetrics]
public sealed partial record Metrics
{
    [Metric(Per.Token)] public required Tensor Loss { get; init; }
    [Metric(Per.Sequence, Key = /*!*/"loss")] public required Tensor Other { get; init; }
}
