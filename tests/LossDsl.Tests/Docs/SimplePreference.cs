using System.ComponentModel.DataAnnotations;

namespace LossDsl.Tests.Docs;

/// <summary>What the loss needs of a batch: ids and masks of pairs.</summary>
[DataDict]
public sealed partial record SimPODataDict : PairsDataDict;

/// <summary>Its settings.</summary>
[LossConfig]
public sealed partial record SimPOConfig
{
    /// <summary>What the mean log-probability of an answer is multiplied with.</summary>
    [Range(0, 1e6, MinimumIsExclusive = true)]
    public required double Beta { get; init; }

    /// <summary>By how much the chosen answer shall be better.</summary>
    [Range(0, 1e6)]
    public double Margin { get; init; }
}

/// <summary>What it reports.</summary>
[LossMetrics]
public sealed partial record SimPOMetrics
{
    /// <summary>The loss.</summary>
    [Metric(MetricNormalizer.Pairs)]
    public required Tensor Loss { get; init; }

    /// <summary>The share of pairs whose chosen answer is likelier.</summary>
    [Metric(MetricNormalizer.Pairs)]
    public required Tensor Accuracy { get; init; }

    /// <summary>Mean reward of all answers.</summary>
    [Metric(MetricNormalizer.Sequences)]
    public required Tensor MeanReward { get; init; }
}

/// <summary>Simple preference optimization, arXiv:2405.14734: pairs without a reference policy.</summary>
/// <param name="config">Its settings.</param>
public sealed class SimPOLoss(SimPOConfig config)
    : SequenceLoss<SimPODataDict, SimPOConfig, SimPOMetrics>(config, (logprob, row, config, metrics) => Pair(logprob, config, metrics))
{
    /// <summary>The loss of one pair: <c>-log sigmoid(chosen - rejected - margin)</c> of rewards <c>beta * mean(log p)</c>.</summary>
    public static Term Pair(Term logprob, SimPOConfig config, SimPOMetrics.Terms metrics)
    {
        var reward = config.Beta * Term.SequenceMean(logprob);
        var difference = Term.Chosen(reward) - Term.Rejected(reward);
        metrics.Accuracy = Term.Select(difference > 0, 1, 0);
        metrics.MeanReward = reward;
        return -Term.LogSigmoid(difference - config.Margin);
    }
}
