using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>The log-probability of each token, and its gradient: <c>-mean(log_softmax(logits)[ids])</c>.</summary>
internal static class TokenLogprobsCase
{
    public const string Forward = "forward", Gradient = "gradient";

    /// <summary>
    /// The variants of the gradient: into new memory; in place of logits that are not used afterwards; and in place with a
    /// single pass, if the derivative of the loss is known as soon as the log-probability is.
    /// </summary>
    public const string NewTensor = "fresh", InPlace = "over logits", FusedInPlace = "fused over logits";

    public static BenchCase Create(int tokens, int vocabulary, ScalarType dtype, double weight) => new(
        Name(tokens, vocabulary, dtype), weight,
        new JsonObject
        {
            ["case"] = "TokenLogprobs", ["tokens"] = tokens, ["vocabulary"] = vocabulary,
            ["dtype"] = dtype == bfloat16 ? "bfloat16" : "float32",
        },
        () => new PreparedCase(() => Tasks(tokens, vocabulary, dtype)));

    /// <summary>The name of a case.</summary>
    public static string Name(int tokens, int vocabulary, ScalarType dtype) =>
        $"logprobs-{tokens}x{vocabulary}-{(dtype == bfloat16 ? "bf16" : "f32")}";

    private static IReadOnlyList<BenchTask> Tasks(int tokens, int vocabulary, ScalarType dtype)
    {
        var input = new LogitsInput([1, tokens, vocabulary], dtype);
        var ids = SyntheticData.Integers([1, tokens], vocabulary, seed: 2);
        var absent = zeros([1, tokens], dtype: @bool);
        return
        [
            new BenchTask(Forward, "forward")
            {
                Limit = () => MemoryBandwidth.Read(input.Values),
                Variants = [new Variant("", () => WithoutGradient(logits => TokenLogprobs.Compute(logits, ids, absent, float32)))],
                Operators = new Variant("", () => WithoutGradient(logits => TokenLogprobs.ComputeWithOperators(logits, ids, absent, float32))),
            },
            new BenchTask(Gradient, "gradient")
            {
                Limit = () => MemoryBandwidth.ReadAndWrite(input.Values),
                Variants =
                [
                    new Variant(NewTensor, () => input.ComputeGradient(logits => Loss(FusedLogprobs.Apply(logits, ids, absent, float32)))),
                    new Variant(InPlace, () => input.ComputeGradient(
                        logits => Loss(FusedLogprobs.Apply(logits, ids, absent, float32, GradientStorage.InPlace))), input.Restore),
                    new Variant(FusedInPlace, InOnePass, input.Restore),
                ],
                Operators = new Variant("", () => input.ComputeGradient(logits => Loss(TokenLogprobs.ComputeWithOperators(logits, ids, absent, float32)))),
            },
        ];

        Tensor[] WithoutGradient(Func<Tensor, Tensor> logprobs)
        {
            using var off = no_grad();
            return [logprobs(input.Values)];
        }

        // The derivative is known beforehand, so one pass over memory computes both.
        Tensor[] InOnePass()
        {
            var derivative = -1.0 / tokens;
            var logprobs = FusedLogprobs.GradientInPlace(input.Values, ids, absent, float32, (_, _) => derivative);
            return [Loss(logprobs), input.Values.detach()];
        }
    }

    private static Tensor Loss(Tensor logprobs) => logprobs.sum() * (-1.0 / logprobs.numel());
}
