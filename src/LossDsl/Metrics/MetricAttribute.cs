namespace LossDsl;

/// <summary>Declares a property of a <see cref="LossMetricsAttribute">metrics record</see> as a metric.</summary>
/// <param name="normalizer">The denominator of the value.</param>
/// <param name="reduction">The reduction of the values of microbatches to the value of the step.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MetricAttribute(MetricNormalizer normalizer, MetricReduction reduction = MetricReduction.Sum) : Attribute
{
    /// <summary>The denominator of the value.</summary>
    public MetricNormalizer Normalizer { get; } = normalizer;

    /// <summary>The reduction of the values of microbatches to the value of the step.</summary>
    public MetricReduction Reduction { get; } = reduction;

    /// <summary>The name of the metric in dictionaries and logs; by default the property's name in snake_case.</summary>
    public string? Key { get; set; }
}
