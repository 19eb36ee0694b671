namespace LossDsl.Goldens.Peers;

/// <summary>The equivalents in this library of losses of other libraries, by library and loss.</summary>
internal static class PeerTable
{
    private static readonly string[] VerlModes =
        ["vanilla", "gspo", "sapo", "cispo", "dppo_tv", "dppo_kl", "gpg", "reinforce", "dro", "geo_mean", "clip_cov", "kl_cov"];

    private static readonly string[] SkyRlTypes =
    [
        "regular", "dual_clip", "gspo", "sapo", "cispo", "dppo", "rollout_is", "importance_sampling", "cross_entropy", "kl_cov",
    ];

    private static readonly string[] RollVariants = ["vanilla", "ppo", "tis", "topr", "cispo", "kimi15"];

    // The recorded name and the estimator that it is.
    private static readonly (string Name, string Function)[] Advantages =
    [
        ("compute_grpo_outcome_advantage", "grpo"), ("compute_grpo_vectorized_outcome_advantage", "grpo"),
        ("compute_grpo_passk_outcome_advantage", "passk"), ("grpo_passk", "passk"), ("compute_maxrl_advantage", "maxrl"),
        ("compute_gdpo_outcome_advantage", "gdpo"), ("compute_rloo_outcome_advantage", "rloo"),
        ("compute_rloo_vectorized_outcome_advantage", "rloo"), ("compute_opo_outcome_advantage", "opo"),
        ("compute_gpg_outcome_advantage", "gpg"), ("compute_remax_outcome_advantage", "remax"),
        ("compute_reinforce_plus_plus_outcome_advantage", "reinforce_plus_plus"),
        ("compute_reinforce_plus_plus_baseline_outcome_advantage", "reinforce_plus_plus_baseline"),
        ("compute_gae_advantage_return", "gae"), ("chunked_gae", "gae_plain"),
        ("compute_optimal_token_baseline_advantage", "otb"), ("compute_multi_turn_optimal_token_baseline_advantage", "tir_otb"),
    ];

    private static readonly Dictionary<string, Func<PeerCase, PeerOutcome>> Table = Make();

    /// <summary>The function that computes a case; null if this library has no equivalent.</summary>
    public static Func<PeerCase, PeerOutcome>? Find(PeerCase peer) =>
        Table.GetValueOrDefault($"{peer.Name}/{peer.Function}") ?? Table.GetValueOrDefault(peer.Name);

    private static Dictionary<string, Func<PeerCase, PeerOutcome>> Make()
    {
        var table = new Dictionary<string, Func<PeerCase, PeerOutcome>>
        {
            ["verl/kl_penalty"] = PeerKl.Verl,
            ["verl/kl"] = PeerKl.Verl,
            ["verl/loss_agg"] = PeerAggregation.Verl,
            ["verl/aggregation"] = PeerAggregation.Verl,
            ["verl/entropy"] = PeerAggregation.Entropy,
            ["verl/entropy_loss"] = PeerAggregation.Entropy,
            ["verl/value"] = PeerValue.Verl,
            ["verl/value_loss"] = PeerValue.Verl,
            ["verl/kl_in_reward"] = PeerRewards.Verl,
            ["verl/rollout_is"] = VerlRollout.Compute,
            ["verl/rollout_rs"] = VerlRollout.Compute,
            ["verl/rollout_correction"] = VerlRollout.Compute,
            ["verl/bypass_mode"] = VerlRollout.Bypass,
            ["SkyRL/loss_reduction"] = PeerAggregation.SkyRl,
            ["SkyRL/value_loss"] = PeerValue.SkyRl,
            ["prime-rl/prime_default_loss"] = PrimeRl.Default,
            ["prime-rl/prime_ipo_loss"] = PrimeRl.Ipo,
            ["prime-rl/prime_ref_kl_loss"] = PrimeRl.ReferenceKl,
            ["prime-rl/prime_ce_loss"] = PrimeRl.CrossEntropy,
            ["prime-rl/prime_components"] = PrimeRl.Components,
            ["AReaL/areal_ppo"] = Areal.Ppo,
            ["AReaL/m2po"] = Areal.SecondMoment,
            ["AReaL/sapo"] = Areal.Sapo,
            ["AReaL/value_loss"] = PeerValue.Areal,
            ["slime/cispo"] = Slime.Cispo,
            ["slime/kl_penalty"] = Slime.ApproximateKl,
            ["slime/opsm"] = Slime.OffPolicyMask,
            ["slime/mis"] = Slime.Mismatch,
            ["ROLL/loss_agg"] = Roll.Aggregation,
            ["ROLL/train_infer_correction"] = RollCorrection.Compute,
            ["TRL/grpo_variants"] = Trl.Compute,
            ["Liger-Kernel/grpo_variants"] = Trl.Compute,
            ["OpenRLHF/openrlhf"] = OpenRlhf.Compute,
        };
        foreach (var type in SkyRlTypes)
            table[$"SkyRL/{type}"] = peer => SkyRl.Compute(peer, type);
        foreach (var variant in RollVariants)
            table[$"ROLL/roll_{variant}"] = peer => Roll.Policy(peer, variant);
        foreach (var (name, function) in Advantages)
        {
            foreach (var library in new[] { "verl", "SkyRL", "slime" })
            {
                table[$"{library}/advantages/{name}"] = peer => PeerAdvantages.Compute(peer, function);
                // One family names the loss like the estimator.
                table[$"{library}/advantages/{function}"] = peer => PeerAdvantages.Compute(peer, function);
            }
        }

        foreach (var mode in VerlModes)
            table[$"verl/{mode}"] = peer => VerlPolicy.Compute(peer, mode);
        return table;
    }
}
