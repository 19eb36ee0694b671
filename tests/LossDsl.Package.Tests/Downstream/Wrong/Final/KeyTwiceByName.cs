namespace Wrong.KeyTwiceByName;

[LossMetrics]
public sealed partial record KlMetrics
{
    [Metric(Per.Token)] public required Tensor KlTerm { get; init; }
    [Metric(Per.Token)] public required Tensor /*LDSL1004*/KLTerm { get; init; }
}
