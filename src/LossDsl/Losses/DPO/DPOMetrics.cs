namespace LossDsl;

/// <summary>Metrics of <see cref="DPOLossFn"/>.</summary>
[LossMetrics]
public sealed partial record DPOMetrics
{
    /// <summary>The loss.</summary>
    [Metric(MetricNormalizer.Pairs)]
    public required Tensor Loss { get; init; }

    /// <summary>The supervised term before its weight; 0 where the term is disabled.</summary>
    [Metric(MetricNormalizer.Pairs)]
    public required Tensor SftLoss { get; init; }

    /// <summary>The preference term before its weight.</summary>
    [Metric(MetricNormalizer.Pairs)]
    public required Tensor PreferenceLoss { get; init; }

    /// <summary>Fraction of pairs whose chosen row has the larger reward; a tie counts as wrong.</summary>
    [Metric(MetricNormalizer.Pairs)]
    public required Tensor Accuracy { get; init; }

    /// <summary>Mean reward of the chosen rows, before β.</summary>
    [Metric(MetricNormalizer.Pairs)]
    public required Tensor RewardsChosenMean { get; init; }

    /// <summary>Mean reward of the rejected rows, before β, weighted by their own sample mask over whole pairs.</summary>
    [Metric(MetricNormalizer.Pairs)]
    public required Tensor RewardsRejectedMean { get; init; }

    /// <summary>Half the sum of the sample mask over whole pairs: the number of pairs.</summary>
    [Metric(MetricNormalizer.None)]
    public required Tensor NumValidSamples { get; init; }
}
