namespace LossDsl;

/// <summary>Metrics of <see cref="PolicyGradientLoss"/>. Token means are weighted by token mask times sample mask.</summary>
[LossMetrics]
public sealed partial record PolicyGradientMetrics
{
    /// <summary>The loss.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor Loss { get; init; }

    /// <summary>The policy term of the loss.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor PolicyLoss { get; init; }

    /// <summary>Mean policy ratio, at the level that the objective uses.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ProbsRatio { get; init; }

    /// <summary>Fraction of tokens whose ratio is clipped or that a trust region drops.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ClipFraction { get; init; }

    /// <summary>Fraction of tokens at which dual clip, or the ratio cap of a trust region, is active.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor DualClipFraction { get; init; }

    /// <summary>Mean log-ratio of the ratio's denominator to the policy, an estimate of their KL divergence.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ApproxKl { get; init; }

    /// <summary>The KL term before its weight β; 0 where the term is disabled.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor KlPenalty { get; init; }

    /// <summary>Mean importance weight of the rollout correction, 0 for dropped tokens; 1 without a correction.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor CorrectionWeight { get; init; }

    /// <summary>Fraction of tokens dropped by rejection, veto or the off-policy mask.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor DroppedFraction { get; init; }

    /// <summary>Mean entropy of the predictions in nats; 0 where it is not computed.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor Entropy { get; init; }

    /// <summary>The likelihood term of responses with a positive reward, before its weight; 0 where the term is disabled.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor PositiveNllLoss { get; init; }

    /// <summary>The sum of the sample mask.</summary>
    [Metric(MetricNormalizer.None)]
    public required Tensor NumValidSamples { get; init; }
}
