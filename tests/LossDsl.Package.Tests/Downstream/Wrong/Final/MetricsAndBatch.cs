namespace Wrong.MetricsAndBatch;

[DataDict, LossMetrics]
public sealed partial record /*LDSL1015*/Everything
{
    [Tensor("B S"), Metric(Per.Token)] public required Tensor Loss { get; init; }
}
