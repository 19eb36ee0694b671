using System.Collections.Frozen;
using LossDsl.Goldens.Files;

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

    // Those in which the reference did what it meant to, so that the record does not call it a quirk.
    private static readonly FrozenSet<string> WithoutQuirk = FrozenSet.ToFrozenSet<string>(["half_invalid_pairs"]);

    /// <summary>Whether a case may deviate: its scenario is among them, and what it recorded is a quirk where we say so.</summary>
    public static bool Contains(GoldenCase golden) =>
        Scenarios.Contains(golden.Scenario) && (golden.IsQuirk || WithoutQuirk.Contains(golden.Scenario));
}
