namespace LossDsl.Goldens.Peers;

/// <summary>KL penalties in the reward.</summary>
internal static class PeerRewards
{
    /// <summary>verl's <c>apply_kl_penalty</c> and its controllers.</summary>
    public static PeerOutcome Verl(PeerCase peer)
    {
        var options = peer.Options();
        var (scores, policy, reference) = (peer.GetTensor("token_level_scores"), peer.GetTensor("old_log_probs"), peer.GetTensor("ref_log_prob"));
        if (options.Number("kl_ratio") is { } ratio)
        {
            var (shaped, _) = KlReward.Subtract(scores, policy, reference, ones_like(scores), ratio);
            return new PeerOutcome { Outputs = { ["token_level_rewards"] = [shaped] } };
        }

        var coefficient = options.Number("kl_coef", 0.001);
        var kind = (options.Text("kl_penalty") ?? "kl").TrimEnd('+');
        var (estimator, isBounded) = kind switch
        {
            "abs" => (KlEstimator.Absolute, false),
            "mse" or "k2" => (KlEstimator.K2, false),
            "low_var_kl" or "k3" => (KlEstimator.K3, true),
            _ => (KlEstimator.K1, false),
        };
        var (rewards, mean) = KlReward.Subtract(
            scores, policy, reference, peer.Float("response_mask"), coefficient, estimator, isBounded ? 20 : null, isBounded ? 10 : null);
        var current = mean.ToDouble();
        var next = options.Text("type") == "adaptive"
            ? new AdaptiveKl(coefficient, options.Number("target_kl", 0.1), options.Number("horizon", 10000)).Update(current, scores.size(0)).Coefficient
            : coefficient;
        return new PeerOutcome
        {
            Outputs = { ["token_level_rewards"] = [rewards] },
            Metrics =
            {
                ["actor/reward_kl_penalty"] = current, ["actor/reward_kl_penalty_coeff"] = coefficient, ["next_kl_coef"] = next,
            },
        };
    }
}
