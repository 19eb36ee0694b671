namespace LossDsl;

/// <summary>Declares a property of a <see cref="LossMetricsAttribute">metrics record</see> as a metric.</summary>
/// <param name="normalizer">The count that the value was divided by.</param>
/// <param name="reduction">How the values of microbatches become the value of the step.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MetricAttribute(MetricNormalizer normalizer, MetricReduction reduction = MetricReduction.Sum) : Attribute
{
    /// <summary>The count that the value was divided by.</summary>
    public MetricNormalizer Normalizer { get; } = normalizer;

    /// <summary>How the values of microbatches become the value of the step.</summary>
    public MetricReduction Reduction { get; } = reduction;

    /// <summary>The metric's name in dictionaries and logs; by default the property's name in snake_case.</summary>
    public string? Key { get; set; }
}
