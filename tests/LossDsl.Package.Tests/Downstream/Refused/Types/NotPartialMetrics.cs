namespace Refused.NotPartialMetrics;

[LossMetrics]
public sealed record /*CS0260, LDSL1001*/Metrics
{
    [Metric(MetricNormalizer.Tokens)] public required Tensor Loss { get; init; }
}

public sealed class Loss() : LossFunction<NLLLossDataDict, Metrics>(NextTokenLogits)
{
    private readonly MetricsAccumulator<Metrics>? _field = null;

    protected override (Tensor Loss, Metrics Metrics) ComputeLoss(ModelOutput output, NLLLossDataDict data, GlobalNormalization totals) =>
        throw new NotSupportedException($"{_field}");
}

public abstract class Parameter
{
    public abstract void Take(LossResult<Metrics> result);
}

public abstract class Parent : List<LossResult<Metrics>>;
