namespace Wrong.Mentioned.NullableMetric;

[LossMetrics]
public sealed partial record Metrics
{
    [Metric(MetricNormalizer.Tokens)] public Tensor? /*LDSL1002*/Loss { get; init; }
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
