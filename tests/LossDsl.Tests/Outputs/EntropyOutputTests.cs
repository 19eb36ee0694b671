using LossDsl.Tests.Losses;

namespace LossDsl.Tests.Outputs;

/// <summary>Entropies beside log-probabilities, as a formula reads them and as a caller asks for them.</summary>
public sealed class EntropyOutputTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public EntropyOutputTests() => manual_seed(37);

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_output_gives_both(bool isHidden)
    {
        var (hidden, weight) = (randn([2, 5, 3], dtype: float64), randn([7, 3], dtype: float64));
        var output = isHidden ? new HiddenStates(hidden, weight) { ChunkSize = 3 } : (ModelOutput)hidden.matmul(weight.t());
        var ids = randint(0, 7, [2, 4], dtype: int64);
        var absent = rand(2, 4) < 0.3;

        var (logprobs, entropies) = output.LogprobsAndEntropies(ids, absent, float64);

        var all = hidden.matmul(weight.t()).narrow(1, 0, 4).log_softmax(-1);
        Near(all.gather(-1, ids.unsqueeze(-1)).squeeze(-1), logprobs, absent);
        Near(-(all.exp() * all).sum(-1), entropies, absent);
        Assert.Equal(output.Logprobs(ids, absent, float64).ToArray<double>(), logprobs.ToArray<double>());
    }

    [Fact]
    public void A_formula_reads_the_entropy()
    {
        var (logits, batch) = (Batch.Logits(3, 5, float64), Batch.Nll(3, 5, float64));
        var totals = GlobalNormalization.FromBatch(batch);

        var (value, metrics) = new Uncertain().Compute(logits, batch, totals);

        var data = batch.Bind();
        var (logprobs, entropies) = ((ModelOutput)logits).LogprobsAndEntropies(data.NextToken.InputIds, data.NextToken.TokenMask == 0, float64);
        var mean = (entropies * data.NextToken.TokenMask).sum(1, keepdim: true) / (data.NextToken.TokenMask.sum(1, keepdim: true) + 1e-8);
        var weights = data.NextToken.TokenMask * data.SampleMask.unsqueeze(-1);
        var expected = (-(entropies * logprobs + mean * mean * entropies.detach()) * weights).sum() / (totals.ValidTokens! + 1e-8);
        Assert.Equal(expected.ToDouble(), value.ToDouble(), 1e-12);
        Assert.Equal(metrics.Read()["greatest"], Masked.Fill(entropies, weights == 0).max().ToDouble(), 1e-12);
        var (found, slopes) = (autograd.grad([value], [logits], retain_graph: true)[0], autograd.grad([expected], [logits])[0]);
        Assert.InRange((found - slopes).abs().max().ToDouble(), 0, 1e-12);
    }

    [Fact]
    public void A_gradient_of_the_gradient_is_that_of_the_operators()
    {
        var (logits, batch) = (Batch.Logits(3, 5, float64), Batch.PolicyGradient(3, 5, float64));
        var loss = new PolicyGradientLoss(Subject.Reinforce with { EntropyCoefficient = 0.5 });

        var value = loss.Compute(logits, batch, GlobalNormalization.FromBatch(batch)).Loss;
        var first = autograd.grad([value], [logits], create_graph: true)[0];
        var second = autograd.grad([(first * first).sum()], [logits])[0].ToArray<double>();

        // By differences of the first.
        for (var i = 0; i < second.Length; i++)
            Assert.Equal((Squared(i, 1e-5) - Squared(i, -1e-5)) / 2e-5, second[i], 1e-7);

        double Squared(int entry, double by)
        {
            using var scope = NewDisposeScope();
            var moved = logits.detach().clone();
            moved.view(-1)[entry] += by;
            moved.requires_grad_();
            var gradient = autograd.grad([loss.Compute(moved, batch, GlobalNormalization.FromBatch(batch)).Loss], [moved])[0];
            return (gradient * gradient).sum().ToDouble();
        }
    }

    [Fact]
    public void A_loss_over_sequences_refuses_entropies()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new OfSequences());
        Assert.Contains("Term.Entropy is for losses over tokens: derive the loss from TokenLoss", error.Message);
    }

    private static void Near(Tensor expected, Tensor found, Tensor absent) =>
        Assert.InRange(Masked.Fill(expected - found, absent).abs().max().ToDouble(), 0, 1e-12);

    private sealed class Uncertain() : TokenLoss<NLLLossDataDict, UncertainMetrics>((logprob, _, metrics) =>
    {
        ((UncertainMetrics.Terms)metrics).Greatest = Term.Entropy;
        var mean = Term.SequenceMean(Term.Entropy);
        return -(Term.Entropy * logprob + mean * mean * Term.StopGradient(Term.Entropy));
    });

    private sealed class OfSequences() : SequenceLoss<NLLLossDataDict, UncertainMetrics>((logprob, _, metrics) =>
    {
        ((UncertainMetrics.Terms)metrics).Greatest = Term.SequenceMean(logprob);
        return Term.SequenceMean(Term.Entropy);
    });
}

/// <summary>Metrics of a loss that reads entropies.</summary>
[LossMetrics]
internal sealed partial record UncertainMetrics
{
    /// <summary>The greatest entropy.</summary>
    [Metric(MetricNormalizer.None, MetricReduction.Max)]
    public required Tensor Greatest { get; init; }
}
