namespace LossDsl.Goldens.Peers;

/// <summary>Advantage estimators of other libraries.</summary>
internal static class PeerAdvantages
{
    /// <summary>Computes a case of an estimator.</summary>
    public static PeerOutcome Compute(PeerCase peer, string function)
    {
        var options = peer.Options();
        var rewards = peer.GetTensor("token_level_rewards");
        var mask = (peer.Find("response_mask") ?? ones_like(rewards)).to(float32);
        var (sums, groups) = (rewards.sum(1), peer.Find("group"));
        var (byStd, epsilon) = (options.Flag("norm_adv_by_std_in_grpo", true), options.Number("epsilon", 1e-6));
        return function switch
        {
            "grpo" => Rows(GroupAdvantages.ComputeGrpo(sums, groups!, byStd, epsilon), mask),
            "passk" => Rows(GroupAdvantages.ComputePassAtK(sums, groups!, byStd, epsilon), mask),
            "maxrl" => Rows(GroupAdvantages.ComputeMaxRl(sums, groups!), mask),
            "rloo" => Rows(GroupAdvantages.ComputeLeaveOneOut(sums, groups!), mask),
            "opo" => Rows(GroupAdvantages.ComputeOpo(sums, groups!, mask.sum(1)), mask),
            "gpg" => Rows(GroupAdvantages.ComputeGpg(sums, groups!, options.Number("f_norm", 1)), mask),
            "gdpo" => Gdpo(peer, sums, groups!, mask, byStd, epsilon),
            "reinforce_plus_plus_baseline" => Tokens(TokenAdvantages.ComputeReinforcePlusPlusBaseline(sums, groups!, mask)),
            "reinforce_plus_plus" => Both(TokenAdvantages.ComputeReinforcePlusPlus(rewards, mask, options.Number("gamma", 1))),
            "remax" => Both(TokenAdvantages.ComputeReMax(rewards, peer.GetTensor("reward_baselines"), mask)),
            "gae" => Gae(peer, rewards, mask, whiten: true),
            "gae_plain" => Gae(peer, rewards, ones_like(rewards), whiten: false),
            _ => Both(OptimalTokenBaseline.Compute(
                rewards,
                groups!,
                peer.GetTensor("old_log_probs"),
                peer.GetTensor("sum_pi_squared"),
                mask,
                peer.Find("rollout_is_weights"),
                byPlace: function == "tir_otb",
                options.Flag("handle_zero_tail", true),
                options.Number("epsilon", 1e-8))),
        };
    }

    private static PeerOutcome Gae(PeerCase peer, Tensor rewards, Tensor mask, bool whiten)
    {
        var options = peer.Options();
        // SkyRL's estimator runs over all columns, masked or not.
        var over = peer.Name.StartsWith("SkyRL", StringComparison.Ordinal) ? ones_like(mask) : mask;
        var lambda = options.Number("lam") ?? options.Number("lambd") ?? 1;
        var (advantages, returns) = TokenAdvantages.ComputeGae(rewards, peer.GetTensor("values"), over, options.Number("gamma", 1), lambda);
        return new PeerOutcome
        {
            Outputs = { ["advantages"] = [whiten ? TokenAdvantages.Whiten(advantages, mask) : advantages], ["returns"] = [returns] },
        };
    }

    private static PeerOutcome Gdpo(PeerCase peer, Tensor sums, Tensor groups, Tensor mask, bool byStd, double epsilon)
    {
        var options = peer.Options();
        var rewards = options.StringCollectives("gdpo_reward_keys") is { } keys
            ? stack([.. keys.Select(key => peer.Find($"reward_{key}") ?? peer.GetTensor(key))], 1)
            : sums.unsqueeze(-1);
        var rows = GroupAdvantages.ComputeGdpo(rewards, groups, options.Numbers("gdpo_reward_weights"), byStd, epsilon);
        return Tokens(TokenAdvantages.Whiten(TokenAdvantages.Spread(rows, mask), mask) * mask);
    }

    private static PeerOutcome Rows(Tensor rows, Tensor mask) => Tokens(TokenAdvantages.Spread(rows, mask));

    private static PeerOutcome Tokens(Tensor advantages) =>
        new() { Outputs = { ["advantages"] = [advantages], ["returns"] = [advantages] } };

    private static PeerOutcome Both(AdvantagesAndReturns both) =>
        new() { Outputs = { ["advantages"] = [both.Advantages], ["returns"] = [both.Returns] } };
}
