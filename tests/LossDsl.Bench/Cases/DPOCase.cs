using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>DPO over the logits of pairs, and its gradient.</summary>
internal static class DPOCase
{
    /// <summary>Its one task, and our ways to do it.</summary>
    public const string Gradient = "gradient", Fresh = "fresh", Over = "over logits";

    private static readonly DPOLossConfig Config = new()
    {
        ReferencePolicyKlPenalty = 0.05,
        PreferenceLossWeight = 1,
        SftLossWeight = 0,
        PreferenceAverageLogProbs = false,
        SftAverageLogProbs = false,
    };

    /// <summary>The case of a size.</summary>
    public static BenchCase Of(int rows, int tokens, int vocabulary, double weight) => new(
        $"dpo-{rows}x{tokens}x{vocabulary}", weight,
        new JsonObject { ["case"] = "DPO", ["rows"] = rows, ["tokens"] = tokens, ["vocabulary"] = vocabulary },
        () => new PreparedCase(() => Tasks(rows, tokens, vocabulary)));

    private static IReadOnlyList<BenchTask> Tasks(int rows, int tokens, int vocabulary)
    {
        var input = new LogitsInput([rows, tokens, vocabulary], float32);
        var data = new DPOLossDataDict
        {
            InputIds = Series.Integers([rows, tokens], vocabulary, seed: 2),
            ReferencePolicyLogprobs = Series.Uniform([rows, tokens], -12, -11, seed: 3),
            TokenMask = ones(rows, tokens),
            SampleMask = ones(rows),
        };
        var totals = GlobalNormalization.Of(data);
        var loss = new DPOLossFn(Config);
        return
        [
            new BenchTask(Gradient, "gradient")
            {
                Limit = () => MemoryLimit.ReadAndWrite(input.Values),
                Ways =
                [
                    new Way(Fresh, () => Run(logits => logits)),
                    new Way(Over, () => Run(logits => ModelOutput.FromLogits(logits, GradientPlace.OverLogits)), input.Restore),
                ],
                Operators = new Way("", () => Run(logits => new PlainLogits(logits))),
            },
        ];

        Tensor[] Run(Func<Tensor, ModelOutput> form) => input.Gradient(logits => loss.Compute(form(logits), data, totals).Loss);
    }
}
