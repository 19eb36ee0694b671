namespace LossDsl;

/// <summary>Declares a property of a <see cref="LossMetricsAttribute">metrics record</see> as a metric.</summary>
/// <param name="per">The count that the value was divided by.</param>
/// <param name="combine">How the values of microbatches become the value of the step.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MetricAttribute(Per per, Combine combine = Combine.Sum) : Attribute
{
    /// <summary>The count that the value was divided by.</summary>
    public Per Per { get; } = per;

    /// <summary>How the values of microbatches become the value of the step.</summary>
    public Combine Combine { get; } = combine;

    /// <summary>The metric's name in dictionaries and logs; by default the property's name in snake_case.</summary>
    public string? Key { get; set; }
}
