using System.ComponentModel.DataAnnotations;

namespace LossDsl.Tests.Docs;

/// <summary>What the loss needs of a batch.</summary>
[DataDict]
public sealed partial record AWRDataDict : IMaskedBatch
{
    /// <summary>Token ids.</summary>
    [Tensor("B S", DType.Integer, Aligned = Token.This, Below = "V")]
    public required Tensor InputIds { get; init; }

    /// <summary>Which tokens are trained on.</summary>
    [Tensor("B S", DType.Mask, Aligned = Token.This)]
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
    [Metric(Per.Token)]
    public required Tensor Loss { get; init; }

    /// <summary>Mean weight of the rows.</summary>
    [Metric(Per.Sequence)]
    public required Tensor MeanWeight { get; init; }

    /// <summary>Greatest weight of a row.</summary>
    [Metric(Per.Nothing, Combine.Max)]
    public required Tensor GreatestWeight { get; init; }
}

/// <summary>Advantage-weighted regression, arXiv:1910.00177: likelihood, weighted by what turned out well.</summary>
public sealed class AWRLoss : LossFunction<AWRDataDict, AWRMetrics>
{
    private readonly AWRConfig _config;

    /// <summary>Makes the loss.</summary>
    public AWRLoss(AWRConfig config)
        : base(NextTokenLogits)
    {
        config.Validate();
        _config = config;
    }

    /// <inheritdoc/>
    protected override (Tensor Loss, AWRMetrics Metrics) Formula(ModelOutput output, AWRDataDict data, GlobalNormalization totals)
    {
        var masks = TokenMasks.Of(data.NextToken.TokenMask, data.SampleMask, Precision.Of(output));
        var logprobs = output.Logprobs(data.NextToken.InputIds, masks.Absent, masks.Weights.dtype);

        var advantages = Masked.Fill(data.Advantages.to(logprobs.dtype), data.SampleMask == 0);
        var weights = (advantages / _config.Temperature).exp().clamp_max(_config.MaxWeight);
        var loss = -Masked.Mean(weights.unsqueeze(-1) * logprobs, masks.Weights, globalNormalizationFactor: totals.ValidTokens);
        return (loss, new AWRMetrics
        {
            Loss = loss,
            MeanWeight = Masked.Mean(weights, masks.Samples, globalNormalizationFactor: totals.ValidSequences),
            GreatestWeight = Masked.Fill(weights, masks.Samples == 0).max(),
        });
    }
}
