using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>
/// The negative log-likelihood from hidden states and the output layer's weight, with the gradients of both. The gradients are
/// the result, so they are not counted as extra memory.
/// </summary>
internal static class HiddenCase
{
    public const string Gradients = "gradients of both";

    public static BenchCase Create(int tokens, int width, int vocabulary, double weight) => new(
        $"hidden-{tokens}x{width}x{vocabulary}", weight,
        new JsonObject { ["case"] = "Hidden", ["tokens"] = tokens, ["width"] = width, ["vocabulary"] = vocabulary },
        () => new PreparedCase(() => Tasks(tokens, width, vocabulary))
        {
            ResultBytes = sizeof(float) * (long)width * (tokens + 1 + vocabulary),
        });

    private static IReadOnlyList<BenchTask> Tasks(int tokens, int width, int vocabulary)
    {
        // There is no prediction at the last position.
        var hidden = SyntheticData.Uniform([1, tokens + 1, width], -2, 2, seed: 1);
        var weight = SyntheticData.Uniform([vocabulary, width], -0.05, 0.05, seed: 2);
        var data = new NLLLossDataDict
        {
            InputIds = SyntheticData.Integers([1, tokens + 1], vocabulary, seed: 3),
            TokenMask = ones(1, tokens + 1),
            SampleMask = ones(1),
        };
        var totals = GlobalNormalization.FromBatch(data);
        var loss = new NLLLoss();
        return
        [
            new BenchTask(Gradients, "gradients")
            {
                Variants = [new Variant("", () => Run((h, w) => new HiddenStates(h, w)))],
                Operators = new Variant("", () => Run((h, w) => new EagerLogits(h.matmul(w.t())))),
            },
        ];

        Tensor[] Run(Func<Tensor, Tensor, ModelOutput> form)
        {
            var (h, w) = (hidden.detach().requires_grad_(), weight.detach().requires_grad_());
            var value = loss.Compute(form(h, w), data, totals).Loss;
            value.backward();
            Tensor[] results = [value.detach(), h.grad!, w.grad!];
            // Frees the gradients, as a training loop does after each step.
            (h.grad, w.grad) = (null, null);
            return results;
        }
    }
}
