namespace LossDsl;

/// <summary>Metrics of <see cref="NLLLoss"/>.</summary>
[LossMetrics]
public sealed partial record NLLMetrics
{
    /// <summary>The loss; with one value per row, the sum of the rows.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor Loss { get; init; }

    /// <summary>The sum of token mask times sample mask.</summary>
    [Metric(MetricNormalizer.None)]
    public required Tensor NumUnmaskedTokens { get; init; }

    /// <summary>The sum of the sample mask.</summary>
    [Metric(MetricNormalizer.None)]
    public required Tensor NumValidSamples { get; init; }
}
