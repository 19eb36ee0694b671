namespace LossDsl.Goldens.Peers;

/// <summary>The advantages of TRL's GRPO trainer.</summary>
internal static class TrlAdvantages
{
    private const double Epsilon = 1e-4;

    /// <summary>Computes a case of the trainer's code for advantages.</summary>
    public static PeerOutcome Compute(PeerCase peer)
    {
        var options = peer.Options();
        var (rewards, weights) = (peer.GetTensor("rewards_per_func"), peer.GetTensor("reward_weights"));
        var size = (long)(options.Number("num_generations") ?? 1);
        var groups = arange(rewards.size(0), dtype: int64).div(size, RoundingMode.floor);
        var advantages = options.Text("multi_objective_aggregation") == "normalize_then_sum"
            ? NormalizeThenSum(rewards, groups, [.. weights.to(float64).data<double>()])
            : SumThenNormalize(rewards, groups, weights, options.Text("scale_rewards"));
        return new PeerOutcome { Outputs = { ["advantages"] = [advantages] } };
    }

    private static Tensor NormalizeThenSum(Tensor rewards, Tensor groups, double[] weights) => GroupAdvantages.ComputeGrpo(
        GroupAdvantages.ComputeGdpo(rewards, groups, weights, epsilon: Epsilon), zeros_like(groups), epsilon: Epsilon);

    // NaN marks a reward that does not apply to a row. A row with nothing but NaN is masked.
    private static Tensor SumThenNormalize(Tensor rewards, Tensor groups, Tensor weights, string? scale) => GroupAdvantages.ComputeGrpo(
        (rewards.nan_to_num(0) * weights).sum(1),
        groups,
        divideByStd: scale != "none",
        epsilon: Epsilon,
        sampleMask: rewards.isnan().all(1).logical_not().to(float32),
        useStepStd: scale == "batch");
}
