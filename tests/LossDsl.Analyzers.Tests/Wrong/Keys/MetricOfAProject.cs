// LDSL2004 error: 'MeanReward' is not a metric of RewardMetrics; did you mean 'mean_reward'?
[LossMetrics]
public sealed partial record RewardMetrics
{
    [Metric(MetricNormalizer.Sequences)] public required Tensor MeanReward { get; init; }
}

static class Log
{
    static double Reward(MetricValues<RewardMetrics> read)
    {
        var name = /*!*/"MeanReward";
        return read[name] + read[name];
    }
}
