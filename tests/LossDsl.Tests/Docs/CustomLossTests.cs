using System.Runtime.CompilerServices;
using LossDsl.Tests.Losses;
using LossDsl.Tests.Packing;

namespace LossDsl.Tests.Docs;

public sealed class CustomLossTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("AdvantageWeightedRegression.cs")]
    [InlineData("SimplePreference.cs")]
    public void The_page_shows_the_code_that_is_tested(string file)
    {
        var code = File.ReadAllText(Beside(file));
        var body = code[code.IndexOf("/// <summary>What the loss needs", StringComparison.Ordinal)..].Trim();

        Assert.Contains(body, File.ReadAllText(Beside("../../../docs/custom-loss.md")));
    }

    [Fact]
    public void Rows_weigh_by_their_advantage()
    {
        var batch = Sample(advantages: [0, 1]);
        var logits = zeros(2, 3, 4).requires_grad_();

        var (value, metrics) = new AWRLoss(new AWRConfig { Temperature = 0.5 }).Compute(logits, batch, GlobalNormalization.FromBatch(batch));

        // Two predictions per row, each with probability 1/4.
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

    // The data of a row reaches the slopes of a chunk that has parts of several rows.
    [Fact]
    public void Hidden_states_take_the_weights_of_their_rows()
    {
        manual_seed(2);
        var loss = new AWRLoss(new AWRConfig { Temperature = 0.5 });
        var batch = new AWRDataDict
        {
            InputIds = ones([4, 5], dtype: int64), TokenMask = (rand(4, 5) > 0.3).to(float32), SampleMask = tensor(new[] { 1, 0.5f, 0, 2 }),
            Advantages = tensor(new[] { 0.3f, -1, float.NaN, 1 }),
        };
        var (hidden, weight, totals) = (randn(4, 5, 3).requires_grad_(), randn(7, 3), GlobalNormalization.FromBatch(batch));
        var pack = new Pack([5, 5, 5, 5], [1, 0, 2, 0]);
        var expected = Outcome.From(loss.Compute(hidden.matmul(weight.t()), batch, totals), hidden);

        Outcome.From(loss.Compute(new HiddenStates(hidden, weight) { ChunkSize = 3 }, batch, totals), hidden).IsNear(expected, float32);
        var packed = new HiddenStates(pack.Of(hidden, 0), weight) { ChunkSize = 3 };
        Outcome.From(loss.AsPacked(pack.CuSeqlens(), pack.CuSeqlensPadded()).Compute(packed, batch, totals), hidden).IsNear(expected, float32);
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
