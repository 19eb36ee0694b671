using FsCheck;
using FsCheck.Fluent;
using LossDsl.Hostile.Tests.Draws;
using LossDsl.Hostile.Tests.Running;

namespace LossDsl.Hostile.Tests;

/// <summary>
/// Every config file is either refused with the names of all invalid keys, or gives exactly the settings that it has.
/// </summary>
public sealed class HostileConfigTests
{
    // The numbers and flags. Later settings have rules of their own, which PolicyGradientConfigTests and the recorded errors test.
    private static readonly string[] Drawn =
    [
        "reference_policy_kl_penalty", "ratio_clip_min", "ratio_clip_max", "ratio_clip_c", "use_on_policy_kl_approximation",
        "use_kl_score_function_gradient", "use_importance_sampling_correction", "token_level_loss", "disable_ppo_ratio",
    ];

    [Fact]
    public void Clipped_policy_gradient() => CheckCases(
        ClippedPGLossConfig.Schema, ClippedPGLossConfig.FromJson, ClippedPGLossConfig.FromYaml, ExpectedErrors.ForPolicy, Drawn, values => new ClippedPGLossConfig
        {
            ReferencePolicyKlPenalty = (double)values["reference_policy_kl_penalty"]!,
            RatioClipMin = (double)values["ratio_clip_min"]!,
            RatioClipMax = (double)values["ratio_clip_max"]!,
            RatioClipC = (double?)values["ratio_clip_c"],
            UseOnPolicyKlApproximation = (bool)values["use_on_policy_kl_approximation"]!,
            UseKlScoreFunctionGradient = (bool)values.GetValueOrDefault("use_kl_score_function_gradient", false)!,
            UseImportanceSamplingCorrection = (bool)values["use_importance_sampling_correction"]!,
            TokenLevelLoss = (bool)values["token_level_loss"]!,
            DisablePpoRatio = (bool)values.GetValueOrDefault("disable_ppo_ratio", false)!,
        });

    [Fact]
    public void Direct_preference_optimization() => CheckCases(
        DPOLossConfig.Schema, DPOLossConfig.FromJson, DPOLossConfig.FromYaml, ExpectedErrors.ForDpo, [.. DPOLossConfig.Schema.Fields.Select(field => field.Key)], values => new DPOLossConfig
        {
            ReferencePolicyKlPenalty = (double)values["reference_policy_kl_penalty"]!,
            PreferenceLossWeight = (double)values["preference_loss_weight"]!,
            SftLossWeight = (double)values["sft_loss_weight"]!,
            PreferenceAverageLogProbs = (bool)values["preference_average_log_probs"]!,
            SftAverageLogProbs = (bool)values["sft_average_log_probs"]!,
        });

    private static void CheckCases<T>(
        ConfigSchema schema, Func<string, string?, T> fromJson, Func<string, string?, T> fromYaml,
        Func<T, IEnumerable<string>> broken, string[] keys, Func<Dictionary<string, object?>, T> make)
        where T : class
    {
        var fields = schema.Fields.Where(field => keys.Contains(field.Key)).ToList();
        var draws = Arb.From(
            Gen.Choose(0, int.MaxValue).Select(seed => ConfigCase.Generate(fields, new Random(seed))), draw => draw.Simpler());
        var read = 0;
        Check.One(Seeds.Config(Seeds.Count(20_000)), Prop.ForAll(draws, draw =>
        {
            var wrong = WrongKeys(schema, draw).ToList();
            var expected = wrong.Count > 0 ? null : make(draw.Lines.ToDictionary(line => line.Key, line => line.Value.Value));
            if (expected is not null)
                wrong.AddRange(broken(expected).Select(property => schema.Fields.First(field => field.Property == property).Key));
            try
            {
                var config = (draw.IsYaml ? fromYaml : fromJson)(draw.Text, null);
                Assert.Empty(wrong);
                Assert.Equal(expected, config);
                read++;
            }
            catch (LossConfigException error)
            {
                Assert.NotEmpty(wrong);
                Assert.All(wrong, key => Assert.Contains(error.Violations, violation => $"{violation.Key} {violation.Problem}".Contains(key, StringComparison.Ordinal)));
            }
        }));
        Assert.InRange(read, Seeds.Count(20_000) / 20, Seeds.Count(20_000) * 4 / 5);
    }

    private static IEnumerable<string> WrongKeys(ConfigSchema schema, ConfigCase draw)
    {
        foreach (var field in schema.Fields)
        {
            var values = draw.Lines.Where(line => line.Key == field.Key).Select(line => line.Value.Value).ToList();
            var isRight = values.Count == 0 ? !field.IsRequired : values.Count == 1 && values[0] switch
            {
                null => field.IsNullable,
                bool => field.Type == typeof(bool),
                double => field.Type == typeof(double),
                _ => false,
            };
            if (!isRight)
                yield return field.Key;
        }

        foreach (var (key, _) in draw.Lines)
        {
            if (!schema.Fields.Any(field => field.Key == key))
                yield return key;
        }
    }
}
