using System.Runtime.CompilerServices;

namespace LossDsl.Tests.Docs;

/// <summary>The code of the page on outputs runs, and all forms of output give the same loss.</summary>
public sealed class OutputsPageTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_page_shows_the_code_that_is_tested()
    {
        var code = Lines(File.ReadAllText(Beside("OutputsPage.cs")));
        var blocks = File.ReadAllText(Beside("../../../docs/outputs.md")).ReplaceLineEndings("\n").Split("```csharp\n").Skip(1).ToList();

        Assert.Equal(4, blocks.Count);
        Assert.All(blocks, block => Assert.Contains(Lines(block[..block.IndexOf("```", StringComparison.Ordinal)]), code));
    }

    [Fact]
    public void Every_form_gives_the_same_loss()
    {
        manual_seed(1);
        using var model = nn.Embedding(8, 8);
        var ids = randint(0, 8, [2, 5], dtype: int64);
        var batch = new BatchedDataDict<NLLLossDataDict>
        {
            ["input_ids"] = ids, ["token_mask"] = ones(2, 5), ["sample_mask"] = ones(2),
        };
        var (loss, totals) = (new NLLLoss(), GlobalNormalization.FromBatch(batch));
        var weight = randn([8, 3]).requires_grad_();
        var hidden = randn([2, 5, 3]).requires_grad_();

        var expected = loss.Compute(model.call(ids), batch, totals).Loss.item<float>();
        Assert.Equal(expected, OutputsPage.OverLogits(loss, model, ids, batch, totals).Value.item<float>(), 1e-6);
        Assert.NotNull(model.parameters().Single().grad);
        Assert.Equal(
            expected, OutputsPage.Ranks(loss, null, null, model.call(ids), batch, totals).Value.item<float>(), 1e-6);

        Assert.Equal(
            loss.Compute(hidden.matmul(weight.t()), batch, totals).Loss.item<float>(),
            OutputsPage.Hidden(loss, hidden, weight, batch, totals).Value.item<float>(), 1e-6);
        Assert.NotNull(hidden.grad);
        Assert.NotNull(weight.grad);
    }

    [Fact]
    public void Logits_that_are_capped_give_what_the_page_says_to_apply_to_a_tensor()
    {
        manual_seed(1);
        var batch = new BatchedDataDict<NLLLossDataDict>
        {
            ["input_ids"] = randint(0, 8, [2, 5], dtype: int64), ["token_mask"] = ones(2, 5), ["sample_mask"] = ones(2),
        };
        var (loss, totals) = (new NLLLoss(), GlobalNormalization.FromBatch(batch));
        var (hidden, weight) = ((randn([2, 5, 3]) * 9).requires_grad_(), randn([8, 3]).requires_grad_());

        var logits = hidden.matmul(weight.t());
        var expected = loss.Compute((logits / 30).tanh() * 30 / 0.7, batch, totals).Loss;
        var gradient = autograd.grad([expected], [weight])[0];

        Assert.Equal(
            expected.item<float>(), OutputsPage.Capped(loss, hidden, weight, batch, totals).Value.item<float>(), 1e-5);
        Assert.True(weight.grad!.allclose(gradient, rtol: 1e-4, atol: 1e-5));
    }

    private static string Lines(string code) =>
        string.Join("\n", code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string Beside(string path, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, path);
}
