namespace LossDsl;

/// <summary>Metrics of <see cref="ValueLossFn"/>. Means are over the positions that count.</summary>
[LossMetrics]
public sealed partial record ValueMetrics
{
    /// <summary>The loss.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor Loss { get; init; }

    /// <summary>Share of the positions at which the clipped value is the worse one.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor VfClipfrac { get; init; }

    /// <summary>Mean return.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ReturnsMean { get; init; }

    /// <summary>Mean value of the model.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ValuesMean { get; init; }

    /// <summary>Mean square of the return: with the next one, the share of its variance that is explained.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ReturnsSqMean { get; init; }

    /// <summary>Mean square of value less return.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ResidualSqMean { get; init; }

    /// <summary>Least value of the model; infinity where no position counts.</summary>
    [Metric(MetricNormalizer.None, MetricReduction.Min)]
    public required Tensor ValuesMin { get; init; }

    /// <summary>Greatest value of the model; -infinity where no position counts.</summary>
    [Metric(MetricNormalizer.None, MetricReduction.Max)]
    public required Tensor ValuesMax { get; init; }

    /// <summary>The sum of the sample mask.</summary>
    [Metric(MetricNormalizer.None)]
    public required Tensor NumValidSamples { get; init; }
}
