using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>DPO over the logits of pairs, with its gradient.</summary>
internal static class DPOCase
{
    public const string Gradient = "gradient", NewTensor = "fresh", InPlace = "over logits";

    private static readonly DPOLossConfig Config = new()
    {
        ReferencePolicyKlPenalty = 0.05,
        PreferenceLossWeight = 1,
        SftLossWeight = 0,
        PreferenceAverageLogProbs = false,
        SftAverageLogProbs = false,
    };

    public static BenchCase Create(int rows, int tokens, int vocabulary, double weight) => new(
        $"dpo-{rows}x{tokens}x{vocabulary}", weight,
        new JsonObject { ["case"] = "DPO", ["rows"] = rows, ["tokens"] = tokens, ["vocabulary"] = vocabulary },
        () => new PreparedCase(() => Tasks(rows, tokens, vocabulary)));

    private static IReadOnlyList<BenchTask> Tasks(int rows, int tokens, int vocabulary)
    {
        var input = new LogitsInput([rows, tokens, vocabulary], float32);
        var data = new DPOLossDataDict
        {
            InputIds = SyntheticData.Integers([rows, tokens], vocabulary, seed: 2),
            ReferencePolicyLogprobs = SyntheticData.Uniform([rows, tokens], -12, -11, seed: 3),
            TokenMask = ones(rows, tokens),
            SampleMask = ones(rows),
        };
        var totals = GlobalNormalization.FromBatch(data);
        var loss = new DPOLossFn(Config);
        return
        [
            new BenchTask(Gradient, "gradient")
            {
                Limit = () => MemoryBandwidth.ReadAndWrite(input.Values),
                Variants =
                [
                    new Variant(NewTensor, () => Run(logits => logits)),
                    new Variant(InPlace, () => Run(logits => ModelOutput.FromLogits(logits, GradientStorage.InPlace)), input.Restore),
                ],
                Operators = new Variant("", () => Run(logits => new EagerLogits(logits))),
            },
        ];

        Tensor[] Run(Func<Tensor, ModelOutput> form) => input.ComputeGradient(logits => loss.Compute(form(logits), data, totals).Loss);
    }
}
