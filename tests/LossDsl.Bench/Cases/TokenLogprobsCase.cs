using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>The log-probability of each token, and its gradient: <c>-mean(log_softmax(logits)[ids])</c>.</summary>
internal static class TokenLogprobsCase
{
    /// <summary>Its two tasks.</summary>
    public const string Forward = "forward", Gradient = "gradient";

    /// <summary>
    /// Our ways to the gradient: into new memory; over the logits, where nobody needs them again; and the same in one
    /// pass, where the derivative of the loss by each log-probability is known as soon as that is.
    /// </summary>
    public const string Fresh = "fresh", Over = "over logits", Fused = "fused over logits";

    /// <summary>The case of a size and a type.</summary>
    public static BenchCase Of(int tokens, int vocabulary, ScalarType dtype, double weight) => new(
        Name(tokens, vocabulary, dtype), weight,
        new JsonObject
        {
            ["case"] = "TokenLogprobs", ["tokens"] = tokens, ["vocabulary"] = vocabulary,
            ["dtype"] = dtype == bfloat16 ? "bfloat16" : "float32",
        },
        () => new PreparedCase(() => Tasks(tokens, vocabulary, dtype)));

    /// <summary>How a size is called.</summary>
    public static string Name(int tokens, int vocabulary, ScalarType dtype) =>
        $"logprobs-{tokens}x{vocabulary}-{(dtype == bfloat16 ? "bf16" : "f32")}";

    private static IReadOnlyList<BenchTask> Tasks(int tokens, int vocabulary, ScalarType dtype)
    {
        var input = new LogitsInput([1, tokens, vocabulary], dtype);
        var ids = Series.Integers([1, tokens], vocabulary, seed: 2);
        var absent = zeros([1, tokens], dtype: @bool);
        return
        [
            new BenchTask(Forward, "forward")
            {
                Limit = () => MemoryLimit.Read(input.Values),
                Ways = [new Way("", () => WithoutGradient(logits => TokenLogprobs.Of(logits, ids, absent, float32)))],
                Operators = new Way("", () => WithoutGradient(logits => TokenLogprobs.Plain(logits, ids, absent, float32))),
            },
            new BenchTask(Gradient, "gradient")
            {
                Limit = () => MemoryLimit.ReadAndWrite(input.Values),
                Ways =
                [
                    new Way(Fresh, () => input.Gradient(logits => Loss(FusedLogprobs.Of(logits, ids, absent, float32)))),
                    new Way(Over, () => input.Gradient(
                        logits => Loss(FusedLogprobs.Of(logits, ids, absent, float32, GradientPlace.OverLogits))), input.Restore),
                    new Way(Fused, InOnePass, input.Restore),
                ],
                Operators = new Way("", () => input.Gradient(logits => Loss(TokenLogprobs.Plain(logits, ids, absent, float32)))),
            },
        ];

        Tensor[] WithoutGradient(Func<Tensor, Tensor> logprobs)
        {
            using var off = no_grad();
            return [logprobs(input.Values)];
        }

        // The derivative is known beforehand, so one pass over the memory does for both.
        Tensor[] InOnePass()
        {
            var derivative = -1.0 / tokens;
            var logprobs = FusedLogprobs.GradientOver(input.Values, ids, absent, float32, (_, _) => derivative);
            return [Loss(logprobs), input.Values.detach()];
        }
    }

    private static Tensor Loss(Tensor logprobs) => logprobs.sum() * (-1.0 / logprobs.numel());
}
