using System.Text.Json.Nodes;

namespace LossDsl.Bench;

/// <summary>
/// The negative log-likelihood out of hidden states and the output layer's weight, with the gradients of both. These
/// gradients are the result: extra memory is what comes on top of them.
/// </summary>
internal static class HiddenCase
{
    /// <summary>Its one task.</summary>
    public const string Gradients = "gradients of both";

    /// <summary>The case of a size.</summary>
    public static BenchCase Create(int tokens, int width, int vocabulary, double weight) => new(
        $"hidden-{tokens}x{width}x{vocabulary}", weight,
        new JsonObject { ["case"] = "Hidden", ["tokens"] = tokens, ["width"] = width, ["vocabulary"] = vocabulary },
        () => new PreparedCase(() => Tasks(tokens, width, vocabulary))
        {
            ResultBytes = sizeof(float) * (long)width * (tokens + 1 + vocabulary),
        });

    private static IReadOnlyList<BenchTask> Tasks(int tokens, int width, int vocabulary)
    {
        // The last position predicts nothing.
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
            // Gradients go with the step, as they do in a training loop.
            (h.grad, w.grad) = (null, null);
            return results;
        }
    }
}
