using System.Collections.Frozen;

namespace LossDsl.Goldens;

/// <summary>
/// Scenarios in which this library deviates from the reference on purpose, because what the reference does is arguably
/// wrong. What each is and why stands in <c>docs/deviations.md</c>.
/// </summary>
internal static class DocumentedDeviations
{
    /// <summary>The names.</summary>
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
    ]);

    /// <summary>Whether a scenario is among them.</summary>
    public static bool Contains(string scenario) => Scenarios.Contains(scenario);
}
