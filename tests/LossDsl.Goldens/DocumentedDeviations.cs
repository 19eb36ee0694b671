using System.Collections.Frozen;
using LossDsl.Goldens.Files;

namespace LossDsl.Goldens;

/// <summary>
/// Scenarios in which this library deliberately deviates from the reference, because the reference is arguably wrong. Scenarios of
/// the reference's version that is the default here are named alone, others with their family. Reasons are in
/// <c>docs/deviations.md</c>.
/// </summary>
internal static class DocumentedDeviations
{
    public static readonly FrozenSet<string> Scenarios = FrozenSet.ToFrozenSet<string>(
    [
        "dpo_under_packing",
        "extra_logit_positions",
        "half_invalid_pairs",
        "kl_overflow",
        "nan_logits_masked_row",
        "nan_prev_at_masked_tokens",
        "neg_inf_target_logit",
        "preference_nan_invalid_pair",
        "preference_odd_batch",
        "prev_logprobs_one_row",
        "ratio_overflow",
        "sample_mask_2d",
        "head_clipped_pg/gspo",
        "head_clipped_pg/gspo_nonfinite_generation",
        "head_clipped_pg/large_and_half_logits",
        "head_clipped_pg/positive_example_nll_no_rewards",
        "head_clipped_pg/tis_with_gspo",
        "head_microbatch/head_clipped_pg.gspo",
        "head_parallel/tp4_cp1_clipped_pg",
        "head_quirks/gspo_sampling_ratio_metric",
        "head_quirks/js_divergence_underflow",
        "head_quirks/on_policy_kl_nonfinite_generation",
        "peer_adv_baselines/opo_single_member",
        "peer_adv_baselines/rloo_single_member",
        "peer_adv_baselines/skyrl_reinforce_pp",
        "peer_adv_gdpo/single_member",
        "peer_adv_grpo/grpo_single_member",
        "peer_adv_grpo/maxrl_single_member",
        "peer_adv_grpo/vectorized_single_member",
        "peer_grpo_variants/luspo_kl",
        "peer_grpo_variants/luspo_token",
        "peer_loss_agg/all_masked",
        "peer_loss_agg/all_masked_seq",
        "peer_loss_reduction/roll_token_mean",
        "peer_loss_reduction/sequence_mean_empty_row",
        "peer_ppo_clip/all_masked",
        "peer_ppo_clip/masked_nan_seq",
        "peer_roll_pg/token_mean",
    ]);

    // Scenarios in which the reference worked as intended, so that the record does not mark a quirk.
    private static readonly FrozenSet<string> WithoutQuirk = FrozenSet.ToFrozenSet<string>(
    [
        "half_invalid_pairs",
        "head_clipped_pg/gspo",
        "head_clipped_pg/gspo_nonfinite_generation",
        "head_clipped_pg/large_and_half_logits",
        "head_clipped_pg/positive_example_nll_no_rewards",
        "head_clipped_pg/tis_with_gspo",
        "head_microbatch/head_clipped_pg.gspo",
        "head_parallel/tp4_cp1_clipped_pg",
    ]);

    /// <summary>Whether a case may deviate: its scenario is listed, and the record marks a quirk where one is expected.</summary>
    public static bool Contains(GoldenCase golden) => Contains(golden, golden.Scenario) || Contains(golden, NameOf(golden.Family, golden.Scenario));

    /// <summary>The name of a scenario of another version of the reference, or of another library.</summary>
    public static string NameOf(string family, string scenario) => $"{family}/{scenario}";

    private static bool Contains(GoldenCase golden, string name) => Scenarios.Contains(name) && (golden.IsQuirk || WithoutQuirk.Contains(name));
}
