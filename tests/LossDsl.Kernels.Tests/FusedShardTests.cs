namespace LossDsl.Kernels.Tests;

/// <summary>The kernels over a shard of the vocabulary, compared with the formula in float64.</summary>
public sealed class FusedShardTests : IDisposable
{
    private const int Columns = 37;

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(ScalarType.Float32, 2e-6)]
    [InlineData(ScalarType.Float64, 1e-12)]
    [InlineData(ScalarType.BFloat16, 1e-2)]
    [InlineData(ScalarType.Float16, 2e-3)]
    public void Scores_and_gradient_follow_the_formula(ScalarType type, double tolerance)
    {
        manual_seed(31);
        // A view of wider rows, as the slice of the first positions is.
        var logits = (randn([3, 6, Columns], dtype: float64) * 4).to(type).narrow(1, 0, 5);
        var ids = randint(0, Columns, [3, 5], dtype: int64);
        var elsewhere = rand([3, 5]) < 0.4;
        var absent = (rand([3, 5]) < 0.2).contiguous();
        logits = logits.masked_fill(absent.unsqueeze(-1), double.NaN);
        var here = ids.masked_fill(elsewhere, -1);
        var upstream = randn([3, 5], dtype: float64);

        var x = logits.to(float64).masked_fill(absent.unsqueeze(-1), 0);
        var lse = x.logsumexp(-1);
        var whole = lse + 0.7;
        Assert.True(FusedShard.Accepts(logits, type == float64 ? float64 : float32));
        var scores = FusedShard.Scores(logits, here, absent);
        var gradient = FusedShard.Gradient(logits, here, absent, whole, upstream);

        var logit = x.gather(-1, ids.unsqueeze(-1)).squeeze(-1).masked_fill(elsewhere.logical_or(absent), 0);
        var chosen = zeros_like(x).scatter_add_(-1, ids.unsqueeze(-1), (elsewhere == 0).to(float64).unsqueeze(-1));
        var expected = ((chosen - (x - whole.unsqueeze(-1)).exp()) * upstream.unsqueeze(-1)).masked_fill(absent.unsqueeze(-1), 0);
        Near(lse.masked_fill(absent, 0), scores.narrow(0, 0, 1).squeeze(0), 2e-6);
        Near(logit, scores.narrow(0, 1, 1).squeeze(0), 0);
        Assert.Equal(type, gradient.dtype);
        Near(expected, gradient.to(float64), tolerance);
    }

    private static void Near(Tensor expected, Tensor actual, double tolerance) =>
        Assert.InRange((expected - actual).abs().max().item<double>(), 0, tolerance);
}
