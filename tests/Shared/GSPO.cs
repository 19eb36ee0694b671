namespace LossDsl.Tests.Shared;

/// <summary>What the loss below needs of a batch.</summary>
[DataDict]
public sealed partial record GSPODataDict : IMaskedBatch
{
    /// <summary>Token ids.</summary>
    [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")]
    public required Tensor InputIds { get; init; }

    /// <summary>Which tokens are trained on.</summary>
    [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Current)]
    public required Tensor TokenMask { get; init; }

    /// <summary>Which rows count.</summary>
    [Tensor("B", DType.Mask)]
    public required Tensor SampleMask { get; init; }

    /// <summary>Advantage of each token.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public required Tensor Advantages { get; init; }

    /// <summary>Log-probability of each token under the policy at the start of the step, in nats.</summary>
    [Tensor("B S", DType.Float, Alignment = TokenAlignment.Current)]
    public required Tensor PrevLogprobs { get; init; }
}

/// <summary>What it reports.</summary>
[LossMetrics]
public sealed partial record GSPOMetrics
{
    /// <summary>The loss.</summary>
    [Metric(MetricNormalizer.Loss)]
    public required Tensor Loss { get; init; }

    /// <summary>Mean ratio of the sequences.</summary>
    [Metric(MetricNormalizer.Sequences)]
    public required Tensor Ratio { get; init; }

    /// <summary>The share of sequences whose ratio is beyond its bounds.</summary>
    [Metric(MetricNormalizer.Sequences)]
    public required Tensor ClipFraction { get; init; }
}

/// <summary>Group sequence policy optimization (arXiv:2507.18071): a formula of two stages.</summary>
public sealed class GSPOLoss()
    : TokenLoss<GSPODataDict, GSPOMetrics>((logprob, token, metrics) => ComputeTokenLoss(logprob, token, metrics), LossReduction.SequenceMean)
{
    /// <summary>How far below 1 the ratio counts.</summary>
    public const double Lower = 0.03;

    /// <summary>How far above 1 the ratio counts.</summary>
    public const double Upper = 0.04;

    /// <summary>The loss of one token: <c>-min(s * A, clip(s) * A)</c> with <c>s</c> the geometric mean of the ratios of its sequence.</summary>
    public static Term ComputeTokenLoss(Term logprob, GSPODataDict.Terms token, GSPOMetrics.Terms metrics)
    {
        var ratio = Term.Exp(Term.SequenceMean(logprob - token.PrevLogprobs));
        var clipped = Term.Clamp(ratio, 1 - Lower, 1 + Upper);
        metrics.Ratio = ratio;
        metrics.ClipFraction = Term.Select(Term.AreEqual(ratio, clipped), 0, 1);
        return -Term.Min(ratio * token.Advantages, clipped * token.Advantages);
    }
}
