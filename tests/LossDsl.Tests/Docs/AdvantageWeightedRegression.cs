using System.ComponentModel.DataAnnotations;

namespace LossDsl.Tests.Docs;

/// <summary>What the loss needs of a batch.</summary>
[DataDict]
public sealed partial record AWRDataDict : IMaskedBatch
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

    /// <summary>How much better each row was than expected.</summary>
    [Tensor("B", DType.Float)]
    public required Tensor Advantages { get; init; }
}

/// <summary>Its settings.</summary>
[LossConfig]
public sealed partial record AWRConfig
{
    /// <summary>How much of an advantage multiplies a row's weight by e.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public required double Temperature { get; init; }

    /// <summary>The greatest weight of a row.</summary>
    [Range(1, double.PositiveInfinity)]
    public double MaxWeight { get; init; } = 20;
}

/// <summary>What it reports.</summary>
[LossMetrics]
public sealed partial record AWRMetrics
{
    /// <summary>The loss.</summary>
    [Metric(MetricNormalizer.Tokens)]
    public required Tensor Loss { get; init; }

    /// <summary>Mean weight of the rows.</summary>
    [Metric(MetricNormalizer.Sequences)]
    public required Tensor MeanWeight { get; init; }

    /// <summary>Greatest weight of a row.</summary>
    [Metric(MetricNormalizer.None, MetricReduction.Max)]
    public required Tensor GreatestWeight { get; init; }
}

/// <summary>Advantage-weighted regression, arXiv:1910.00177: likelihood, weighted by what turned out well.</summary>
/// <param name="config">Its settings.</param>
public sealed class AWRLoss(AWRConfig config)
    : TokenLoss<AWRDataDict, AWRConfig, AWRMetrics>(config, (logprob, token, config, metrics) => ComputeTokenLoss(logprob, token, config, metrics))
{
    /// <summary>The loss of one token: <c>-min(exp(A / temperature), max_weight) * log p</c>.</summary>
    public static Term ComputeTokenLoss(Term logprob, AWRDataDict.Terms token, AWRConfig config, AWRMetrics.Terms metrics)
    {
        var weight = Term.Min(Term.Exp(token.Advantages / config.Temperature), config.MaxWeight);
        metrics.MeanWeight = weight;
        metrics.GreatestWeight = weight;
        return -weight * logprob;
    }
}
