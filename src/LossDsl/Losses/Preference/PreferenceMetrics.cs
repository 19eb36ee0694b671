namespace LossDsl;

/// <summary>Metrics of <see cref="PreferenceLoss"/>.</summary>
[LossMetrics]
public sealed partial record PreferenceMetrics
{
    /// <summary>The loss.</summary>
    [Metric(MetricNormalizer.Pairs)]
    public required Tensor Loss { get; init; }

    /// <summary>Fraction of pairs whose chosen row has the larger reward; a tie counts as wrong.</summary>
    [Metric(MetricNormalizer.Pairs)]
    public required Tensor Accuracy { get; init; }

    /// <summary>Mean reward of the chosen rows.</summary>
    [Metric(MetricNormalizer.Pairs)]
    public required Tensor RewardsChosenMean { get; init; }

    /// <summary>Mean reward of the rejected rows, weighted by their own sample mask over whole pairs.</summary>
    [Metric(MetricNormalizer.Pairs)]
    public required Tensor RewardsRejectedMean { get; init; }

    /// <summary>Half the sum of the sample mask over whole pairs: the number of pairs.</summary>
    [Metric(MetricNormalizer.None)]
    public required Tensor NumValidSamples { get; init; }
}
