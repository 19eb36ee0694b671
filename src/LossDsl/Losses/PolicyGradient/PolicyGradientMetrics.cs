namespace LossDsl;

/// <summary>Metrics of <see cref="PolicyGradientLoss"/>. Token means are over token mask times sample mask.</summary>
[LossMetrics]
public sealed partial record PolicyGradientMetrics
{
    /// <summary>The loss.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor Loss { get; init; }

    /// <summary>The part of the loss that is the policy term.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor PolicyLoss { get; init; }

    /// <summary>Mean ratio of the policy, as the objective has it.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ProbsRatio { get; init; }

    /// <summary>Share of the tokens at which a bound of the ratio holds or that a trust region drops.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ClipFraction { get; init; }

    /// <summary>Share of the tokens at which dual clip, or the cap of a trust region's ratio, holds.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor DualClipFraction { get; init; }

    /// <summary>Mean log-ratio of what the ratio is taken against to the policy.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ApproxKl { get; init; }

    /// <summary>The divergence from the reference policy, before its weight in the loss; 0 where it is off.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor KlPenalty { get; init; }

    /// <summary>Mean weight that corrects for the rollout policy, 0 where a token is dropped; 1 without a correction.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor CorrectionWeight { get; init; }

    /// <summary>Share of the tokens that rejection, veto or the off-policy mask drop.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor DroppedFraction { get; init; }

    /// <summary>Mean entropy of the predictions in nats; 0 where it is not asked for.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor Entropy { get; init; }

    /// <summary>The likelihood term of answers with a positive reward, before its weight; 0 where it is off.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor PositiveNllLoss { get; init; }

    /// <summary>The sum of the sample mask.</summary>
    [Metric(MetricNormalizer.None)]
    public required Tensor NumValidSamples { get; init; }
}
