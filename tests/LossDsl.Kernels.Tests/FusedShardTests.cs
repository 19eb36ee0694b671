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
        var scores = FusedShard.Scores(logits, here, absent, withEntropies: false);
        var gradient = FusedShard.Gradient(logits, here, absent, new WholeRows(whole, null), upstream);

        var logit = x.gather(-1, ids.unsqueeze(-1)).squeeze(-1).masked_fill(elsewhere.logical_or(absent), 0);
        var chosen = zeros_like(x).scatter_add_(-1, ids.unsqueeze(-1), (elsewhere == 0).to(float64).unsqueeze(-1));
        var expected = ((chosen - (x - whole.unsqueeze(-1)).exp()) * upstream.unsqueeze(-1)).masked_fill(absent.unsqueeze(-1), 0);
        Near(lse.masked_fill(absent, 0), scores.narrow(0, 0, 1).squeeze(0), 2e-6);
        Near(logit, scores.narrow(0, 1, 1).squeeze(0), 0);
        Assert.Equal(type, gradient.dtype);
        Near(expected, gradient.to(float64), tolerance);
    }

    // By the kernels, and where types differ by torch's operators.
    [Theory]
    [InlineData(ScalarType.Float32, ScalarType.Float32, 5e-6)]
    [InlineData(ScalarType.Float64, ScalarType.Float64, 1e-12)]
    [InlineData(ScalarType.Float64, ScalarType.Float32, 4e-5)]
    [InlineData(ScalarType.Float32, ScalarType.Float64, 5e-6)]
    [InlineData(ScalarType.BFloat16, ScalarType.Float32, 2e-2)]
    [InlineData(ScalarType.Float16, ScalarType.Float32, 3e-3)]
    public void Entropies_of_shards_are_those_of_the_whole(ScalarType type, ScalarType computed, double tolerance)
    {
        manual_seed(32);
        long[] lengths = [20, 1, 16];
        var logits = (randn([4, 5, Columns], dtype: float64) * 3 + 100).to(type);
        // One row has no probability in the columns of the first rank, one all of it in a single column.
        logits[0, 0, ..20] = tensor(double.NegativeInfinity);
        logits[0, 1] = tensor(double.NegativeInfinity);
        logits[0, 1, 20] = tensor(3.0);
        var ids = randint(0, Columns, [4, 5], dtype: int64);
        ids[0, 0] = tensor(25L);
        ids[0, 1] = tensor(20L);
        var absent = (rand([4, 5]) < 0.2).contiguous();
        absent[0, ..2] = tensor(false);
        var upstream = randn([2, 4, 5], dtype: float64).masked_fill(absent, 0);
        var leaf = logits.to(float64).requires_grad_();
        var expected = Masked.Fill(TokenLogprobs.ComputeWithOperators(leaf, ids, absent, float64, withEntropies: true), absent);
        var slopes = autograd.grad([expected], [leaf], [upstream])[0];
        logits = logits.masked_fill(absent.unsqueeze(-1), double.NaN);

        var ranks = ThreadedProcessGroup.Run(lengths.Length, group =>
        {
            var begin = lengths[..group.Rank].Sum();
            var part = logits.narrow(-1, begin, lengths[group.Rank]).clone().requires_grad_();
            var share = new VocabShard(group, begin, lengths[group.Rank], Columns);
            var values = VocabParallelLogprobs.Apply(part, ids, absent, computed, share, withEntropies: true);
            return (Values: values.detach(), Gradient: autograd.grad([values], [part], [upstream.to(computed)])[0]);
        });
        Assert.All(ranks, rank => Near(expected.detach(), rank.Values.to(float64), computed == float64 && type == float64 ? 1e-12 : 2e-5));
        Near(slopes, cat([.. ranks.Select(rank => rank.Gradient.to(float64))], -1), tolerance);
    }

    private static void Near(Tensor expected, Tensor actual, double tolerance) =>
        Assert.InRange((expected - actual).abs().max().item<double>(), 0, tolerance);
}
