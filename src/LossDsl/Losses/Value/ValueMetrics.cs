namespace LossDsl;

/// <summary>Metrics of <see cref="ValueLossFn"/>. Means are over the unmasked positions.</summary>
[LossMetrics]
public sealed partial record ValueMetrics
{
    /// <summary>The loss.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor Loss { get; init; }

    /// <summary>Fraction of positions at which the clipped value has the larger error.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor VfClipfrac { get; init; }

    /// <summary>Mean return.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ReturnsMean { get; init; }

    /// <summary>Mean predicted value.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ValuesMean { get; init; }

    /// <summary>Mean squared return. Together with the mean squared residual it gives the explained variance.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ReturnsSqMean { get; init; }

    /// <summary>Mean squared residual, value minus return.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ResidualSqMean { get; init; }

    /// <summary>Minimum predicted value; infinity where no position is unmasked.</summary>
    [Metric(MetricNormalizer.None, MetricReduction.Min)]
    public required Tensor ValuesMin { get; init; }

    /// <summary>Maximum predicted value; -infinity where no position is unmasked.</summary>
    [Metric(MetricNormalizer.None, MetricReduction.Max)]
    public required Tensor ValuesMax { get; init; }

    /// <summary>The sum of the sample mask.</summary>
    [Metric(MetricNormalizer.None)]
    public required Tensor NumValidSamples { get; init; }
}
