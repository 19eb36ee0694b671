using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>
/// Packed sequences compared with the same tokens as rows of a batch: the negative log-likelihood and its gradient. All
/// sequences have the same length, so that both forms have the same positions.
/// </summary>
internal static class PackCase
{
    public const string Packed = "packed", Padded = "padded batch";

    public static BenchCase Create(int sequences, int tokens, int vocabulary, double weight) => new(
        $"pack-{sequences}", weight,
        new JsonObject
        {
            ["case"] = "Pack", ["sequences"] = sequences, ["tokens"] = tokens, ["vocabulary"] = vocabulary,
        },
        () => new PreparedCase(() => Tasks(sequences, tokens, vocabulary)));

    private static IReadOnlyList<BenchTask> Tasks(int sequences, int tokens, int vocabulary)
    {
        var input = new LogitsInput([sequences, tokens, vocabulary], float32);
        var data = new NLLLossDataDict
        {
            InputIds = SyntheticData.Integers([sequences, tokens], vocabulary, seed: 2),
            TokenMask = ones(sequences, tokens),
            SampleMask = ones(sequences),
        };
        var totals = GlobalNormalization.FromBatch(data);
        var loss = new NLLLoss();
        var pack = loss.AsPacked(arange(sequences + 1) * tokens);
        return
        [
            Task(Packed, "packed", pack, [1, sequences * tokens, vocabulary]),
            Task(Padded, "padded", loss, input.Values.shape),
        ];

        BenchTask Task(string name, string peer, ILossFunction<NLLLossDataDict, NLLMetrics> form, long[] shape) => new(name, peer)
        {
            Limit = () => MemoryBandwidth.ReadAndWrite(input.Values),
            Variants = [new Variant("", () => input.ComputeGradient(logits => form.Compute(logits, data, totals).Loss, shape))],
            Operators = new Variant(
                "", () => input.ComputeGradient(logits => form.Compute(new EagerLogits(logits), data, totals).Loss, shape)),
        };
    }
}
