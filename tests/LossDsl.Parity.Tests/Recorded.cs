using LossDsl.Goldens;
using LossDsl.Goldens.Files;

namespace LossDsl.Parity.Tests;

/// <summary>The recorded cases by name.</summary>
internal static class Recorded
{
    /// <summary>The families, one file each.</summary>
    public static readonly string[] Families =
        ["clipped_pg", "nll", "preference", "dpo", "packing", "parallel", "microbatch", "utils", "errors", "quirks"];

    /// <summary>Families of the reference's version <c>head</c> and of other libraries, with their numbers of cases.</summary>
    public static readonly (string Family, int Count)[] OtherFamilies =
    [
        ("head_clipped_pg", 112),
        ("head_microbatch", 4),
        ("head_packing", 10),
        ("head_parallel", 15),
        ("head_quirks", 4),
        ("head_errors", 11),
        ("head_utils", 15),
        ("head_mse_value", 15),
        ("peer_adv_baselines", 22),
        ("peer_adv_gae", 13),
        ("peer_adv_gdpo", 11),
        ("peer_adv_grpo", 19),
        ("peer_adv_otb", 18),
        ("peer_areal_ppo", 21),
        ("peer_bypass", 13),
        ("peer_cispo", 15),
        ("peer_clip_cov", 11),
        ("peer_dppo", 19),
        ("peer_dro", 10),
        ("peer_entropy_loss", 11),
        ("peer_gmpo", 13),
        ("peer_grpo_variants", 40),
        ("peer_gspo", 18),
        ("peer_kl_cov", 11),
        ("peer_kl_in_reward", 15),
        ("peer_kl_penalty", 25),
        ("peer_loss_agg", 24),
        ("peer_loss_reduction", 13),
        ("peer_m2po", 10),
        ("peer_mis", 19),
        ("peer_openrlhf", 31),
        ("peer_opsm", 10),
        ("peer_ppo_clip", 26),
        ("peer_prime_rl", 15),
        ("peer_reinforce", 15),
        ("peer_roll_pg", 15),
        ("peer_rollout_correction", 13),
        ("peer_rollout_is", 18),
        ("peer_rollout_rs", 22),
        ("peer_sapo", 13),
        ("peer_skyrl_correction", 15),
        ("peer_train_infer", 12),
        ("peer_value_loss", 20),
        ("peer_verl_advantages", 28),
        ("peer_verl_aggregation", 15),
        ("peer_verl_entropy", 5),
        ("peer_verl_kl", 14),
        ("peer_verl_policy", 38),
        ("peer_verl_rollout_correction", 20),
        ("peer_verl_value", 8),
    ];

    /// <summary>The number of cases of a family without an equivalent in this library.</summary>
    public static readonly Dictionary<string, int> Unsupported = new()
    {
        ["peer_areal_ppo"] = 2,
        ["peer_grpo_variants"] = 1,
        ["peer_train_infer"] = 4,
    };

    private static readonly Lazy<Dictionary<string, (string Family, string Scenario, CaseResult Result)>> Results = new(Run);

    /// <summary>The names of a family's cases.</summary>
    public static IEnumerable<string> Names(string family) =>
        from entry in Results.Value where entry.Value.Family == family select entry.Key;

    /// <summary>The result of a case.</summary>
    public static CaseResult Result(string name) => Results.Value[name].Result;

    /// <summary>The results of the cases of a scenario.</summary>
    public static IEnumerable<CaseResult> Scenario(string scenario) =>
        from entry in Results.Value.Values
        where entry.Scenario == scenario || DocumentedDeviations.NameOf(entry.Family, entry.Scenario) == scenario
        select entry.Result;

    /// <summary>The message of a failed case.</summary>
    public static string Story(CaseResult result) => string.Join(
        '\n',
        result.Deviations.Where(deviation => deviation.ExceedsTolerance)
            .Select(deviation => $"{deviation.Quantity} is {deviation.Got}, expected {deviation.Expected}")
            .Append(result.Error?.ToString())
            .Prepend(result.Name));

    private static Dictionary<string, (string, string, CaseResult)> Run()
    {
        var results = new Dictionary<string, (string, string, CaseResult)>();
        foreach (var family in Families.Concat(OtherFamilies.Select(other => other.Family)))
        {
            foreach (var golden in GoldenFile.Read(Path.Combine(AppContext.BaseDirectory, "Goldens", family + ".jsonl.gz")))
                results.Add(golden.Name, (golden.Family, golden.Scenario, Evaluator.Run(golden)));
        }

        return results;
    }
}
