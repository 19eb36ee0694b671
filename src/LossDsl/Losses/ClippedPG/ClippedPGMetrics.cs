namespace LossDsl;

/// <summary>Metrics of <see cref="ClippedPGLossFn"/>. Token means are weighted by token mask times sample mask.</summary>
[LossMetrics]
public sealed partial record ClippedPGMetrics
{
    /// <summary>The loss.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor Loss { get; init; }

    /// <summary>Mean ratio of the policy to the previous policy; with <c>disable_ppo_ratio</c> the mean log-probability.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ProbsRatio { get; init; }

    /// <summary>Mean of the clipped ratio; with <c>disable_ppo_ratio</c> the mean log-probability.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ProbsRatioClamped { get; init; }

    /// <summary>The KL term before its weight β; 0 where the term is disabled.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor KlPenalty { get; init; }

    /// <summary>
    /// Mean of <c>exp(|generation - previous|)</c>: the factor by which inference engine and policy disagree; 1 is perfect.
    /// </summary>
    /// <remarks>
    /// NaN where a generation log-probability is not finite, even at a masked token: the metric monitors the inference engine.
    /// </remarks>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor TokenMultProbError { get; init; }

    /// <summary>Mean importance weight: the ratio of the previous policy to the inference engine, after its bounds.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor SamplingImportanceRatio { get; init; }

    /// <summary>The sum of the sample mask.</summary>
    [Metric(MetricNormalizer.None)]
    public required Tensor NumValidSamples { get; init; }

    /// <summary>Entropy of the policy in nats, estimated as the mean of <c>-(policy / engine) * log policy</c>.</summary>
    /// <remarks>NaN where that overflows or is NaN, even at a masked token: the metric monitors the inference engine.</remarks>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ApproxEntropy { get; init; }

    /// <summary>The likelihood term of responses with a positive reward, before its weight; 0 where the term is disabled.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor PositiveNllLoss { get; init; }

    /// <summary>The minimum ratio over the unmasked tokens; infinity where there are none.</summary>
    [Metric(MetricNormalizer.None, MetricReduction.Min)]
    public required Tensor ProbsRatioMin { get; init; }

    /// <summary>The maximum ratio over the unmasked tokens; -infinity where there are none.</summary>
    [Metric(MetricNormalizer.None, MetricReduction.Max)]
    public required Tensor ProbsRatioMax { get; init; }

    /// <summary>The minimum clipped ratio over the unmasked tokens; infinity where there are none.</summary>
    [Metric(MetricNormalizer.None, MetricReduction.Min)]
    public required Tensor ProbsRatioClampedMin { get; init; }

    /// <summary>The maximum clipped ratio over the unmasked tokens; -infinity where there are none.</summary>
    [Metric(MetricNormalizer.None, MetricReduction.Max)]
    public required Tensor ProbsRatioClampedMax { get; init; }

    /// <summary>
    /// Fraction of tokens whose importance weight is out of bounds; with <c>seq-mask-tis</c> of sequences; 0 without bounds.
    /// </summary>
    [Metric(MetricNormalizer.None)]
    public required Tensor IsOobRatio { get; init; }

    /// <summary>
    /// Mean KL divergence of the inference engine from the previous policy, by the estimator of the loss; 0 where it is not reported.
    /// </summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor GenKlError { get; init; }

    /// <summary>Mean KL divergence of the previous policy from the inference engine; 0 where it is not reported.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor PolicyKlError { get; init; }

    /// <summary>
    /// Jensen-Shannon divergence: the mean KL divergence between their mixture and both distributions, by k3; 0 where it is not reported.
    /// </summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor JsDivergenceError { get; init; }
}
