namespace LossDsl;

/// <summary>Metrics of <see cref="ClippedPGLossFn"/>. Token means are over token mask times sample mask.</summary>
[LossMetrics]
public sealed partial record ClippedPGMetrics
{
    /// <summary>The loss.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor Loss { get; init; }

    /// <summary>Mean ratio of the policy to the previous policy; the mean log-probability without a ratio.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ProbsRatio { get; init; }

    /// <summary>The same mean of the clipped ratio.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ProbsRatioClamped { get; init; }

    /// <summary>The divergence term divided by its weight; 0 where it is off.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor KlPenalty { get; init; }

    /// <summary>Mean of <c>exp(|generation - previous|)</c>: by what factor engine and policy disagree; 1 is perfect.</summary>
    /// <remarks>NaN where a generation log-probability is not finite, even an absent one: it watches the engine.</remarks>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor TokenMultProbError { get; init; }

    /// <summary>Mean ratio of the previous policy to the generating engine.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor SamplingImportanceRatio { get; init; }

    /// <summary>The sum of the sample mask.</summary>
    [Metric(MetricNormalizer.None)]
    public required Tensor NumValidSamples { get; init; }

    /// <summary>Entropy of the policy in nats, estimated as the mean of <c>-(policy / engine) * log policy</c>.</summary>
    /// <remarks>NaN where that overflows or is NaN, even at an absent token: it watches the engine.</remarks>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor ApproxEntropy { get; init; }

    /// <summary>The likelihood term of answers with a positive reward, before its weight; 0 where it is off.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor PositiveNllLoss { get; init; }

    /// <summary>The least ratio of a token that counts; infinity where there is none.</summary>
    [Metric(MetricNormalizer.None, MetricReduction.Min)]
    public required Tensor ProbsRatioMin { get; init; }

    /// <summary>The greatest one; -infinity where there is none.</summary>
    [Metric(MetricNormalizer.None, MetricReduction.Max)]
    public required Tensor ProbsRatioMax { get; init; }

    /// <summary>The least clipped ratio; infinity where there is none.</summary>
    [Metric(MetricNormalizer.None, MetricReduction.Min)]
    public required Tensor ProbsRatioClampedMin { get; init; }

    /// <summary>The greatest one; -infinity where there is none.</summary>
    [Metric(MetricNormalizer.None, MetricReduction.Max)]
    public required Tensor ProbsRatioClampedMax { get; init; }

    /// <summary>Share of the tokens whose weight is out of bounds, with <c>seq-mask-tis</c> of the sequences; 0 without bounds.</summary>
    [Metric(MetricNormalizer.None)]
    public required Tensor IsOobRatio { get; init; }

    /// <summary>Divergence of the engine from the previous policy, by the estimate of the loss; 0 where it is not reported.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor GenKlError { get; init; }

    /// <summary>That of the previous policy from the engine.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor PolicyKlError { get; init; }

    /// <summary>The mean divergence of their mixture from both, by k3.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor JsDivergenceError { get; init; }
}
