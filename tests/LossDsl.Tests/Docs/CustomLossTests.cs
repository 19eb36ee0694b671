using System.Runtime.CompilerServices;

namespace LossDsl.Tests.Docs;

public sealed class CustomLossTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_page_shows_the_code_that_is_tested()
    {
        var code = File.ReadAllText(Beside("AdvantageWeightedRegression.cs"));
        var body = code[code.IndexOf("/// <summary>What the loss needs", StringComparison.Ordinal)..].Trim();

        Assert.Contains(body, File.ReadAllText(Beside("../../../docs/custom-loss.md")));
    }

    [Fact]
    public void Rows_weigh_by_their_advantage()
    {
        var batch = Sample(advantages: [0, 1]);
        var logits = zeros(2, 3, 4).requires_grad_();

        var (value, metrics) = new AWRLoss(new AWRConfig { Temperature = 0.5 }).Compute(logits, batch, GlobalNormalization.FromBatch(batch));

        // Two predictions a row, each of probability 1/4.
        var weights = new[] { 1, Math.Exp(2) };
        Assert.Equal(weights.Average() * Math.Log(4), value.item<float>(), tolerance: 1e-5);
        var read = metrics.Read();
        Assert.Equal(weights.Average(), read["mean_weight"], tolerance: 1e-5);
        Assert.Equal(weights[1], read["greatest_weight"], tolerance: 1e-5);
    }

    [Fact]
    public void Weights_are_bounded_and_masked_rows_are_absent()
    {
        var batch = Sample(advantages: [1000, float.NaN]);
        batch["sample_mask"] = tensor(new float[] { 1, 0 });

        var (value, metrics) = new AWRLoss(new AWRConfig { Temperature = 0.5, MaxWeight = 3 })
            .Compute(zeros(2, 3, 4), batch, GlobalNormalization.FromBatch(batch));

        Assert.Equal(3 * Math.Log(4), value.item<float>(), tolerance: 1e-5);
        Assert.Equal(3, metrics.Read()["greatest_weight"], tolerance: 1e-5);
    }

    [Fact]
    public void Settings_are_checked_when_the_loss_is_made()
    {
        var temperature = 0.0;

        var exception = Assert.Throws<LossConfigException>(() => new AWRLoss(new AWRConfig { Temperature = temperature }));

        Assert.Contains("Temperature is 0; it must be greater than 0 and finite", exception.Message);
    }

    private static BatchedDataDict<AWRDataDict> Sample(float[] advantages) => new()
    {
        ["input_ids"] = zeros([2, 3], dtype: int64),
        ["token_mask"] = ones(2, 3),
        ["sample_mask"] = ones(2),
        ["advantages"] = tensor(advantages),
    };

    private static string Beside(string path, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, path);
}
