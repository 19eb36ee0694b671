using LossDsl.Tests.Docs;
using LossDsl.Tests.Packing;

namespace LossDsl.Tests.Losses;

/// <summary>User-defined losses over sequences and pairs.</summary>
public sealed partial class SequenceLossTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_loss_over_rewards_of_single_rows()
    {
        var batch = new ScoredDataDict
        {
            TokenMask = ones(3, 2), SampleMask = tensor(new float[] { 1, 0, 0.5f }), Scores = tensor(new[] { 1, float.NaN, 3 }),
        };
        var rewards = tensor(new float[] { 3, float.NaN, -1 }).requires_grad_();

        var (loss, metrics) = new RegressionLoss().Compute(rewards, batch, GlobalNormalization.FromBatch(batch));
        loss.backward();
        var read = metrics.Read();

        Assert.Equal((4 + 0.5 * 16) / 1.5, loss.item<float>(), 1e-5);
        Assert.Equal([(float)(4 / 1.5), 0, (float)(0.5 * -8 / 1.5)], rewards.grad!.ToArray<float>());
        Assert.Equal((3 - 0.5) / 1.5, read["mean_reward"], 1e-6);
        Assert.Equal(4, read["greatest_error"], 1e-6);
        Assert.Equal(1.5, read["sequences"], 1e-6);
    }

    [Fact]
    public void A_loss_over_pairs_by_hand()
    {
        var batch = Pairs(ones(4, 3), ones(4));
        var logprobs = tensor(new[] { -1.0, -2, -3, -4, -5, -6, -1, -1 }, 4, 2).requires_grad_();

        var (loss, metrics) = SimPO().Compute(ModelOutput.FromLogprobs(logprobs), batch, GlobalNormalization.FromBatch(batch));
        loss.backward();
        var read = metrics.Read();

        // Mean log-probabilities of -1.5 and -3.5, -5.5 and -1; two times that, and a margin of 0.5.
        var (first, second) = (2 * 2 - 0.5, 2 * -4.5 - 0.5);
        Assert.Equal((Softplus(-first) + Softplus(-second)) / 2, loss.item<double>(), 1e-7);
        Assert.Equal(0.5, read["accuracy"], 1e-7);
        Assert.Equal(2 * (-1.5 - 3.5 - 5.5 - 1) / 4, read["mean_reward"], 1e-6);
        var slope = -1 / (1 + Math.Exp(first)) / 2;
        Assert.Equal([slope, slope, -slope, -slope], logprobs.grad!.to(float64).ToArray<double>()[..4], (a, b) => Math.Abs(a - b) < 1e-7);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Hidden_states_packed_rows_and_microbatches_give_the_same(bool isHidden)
    {
        manual_seed(3);
        var batch = Pairs((rand(6, 5) > 0.3).to(float32), tensor(new float[] { 1, 1, 1, 0, 0.5f, 1 }));
        var (hidden, weight) = (randn(6, 5, 4).requires_grad_(), randn(7, 4).requires_grad_());
        var totals = GlobalNormalization.FromBatch(batch);
        Outcome Run(ModelOutput output, SimPODataDict data) => Outcome.From(SimPO().Compute(output, data, totals), hidden);
        ModelOutput Output(Tensor states) => isHidden ? new HiddenStates(states, weight) { ChunkSize = 3 } : states.matmul(weight.t());

        var expected = Run(hidden.matmul(weight.t()), batch);
        Run(Output(hidden), batch).IsNear(expected, float32);
        var pack = new Pack([5, 5, 5, 5, 5, 5], [1, 0, 2, 0, 0, 1]);
        var packed = SimPO().AsPacked(pack.CuSeqlens(), pack.CuSeqlensPadded());
        Outcome.From(packed.Compute(Output(pack.Of(hidden, 0)), batch, totals), hidden).IsNear(expected, float32);
        Assert.Equal(expected.Loss, Enumerable.Range(0, 3).Sum(
            pair => Run(Output(hidden.narrow(0, 2 * pair, 2)), batch.Slice(2 * pair, 2 * pair + 2)).Loss), 1e-5);
    }

    [Theory]
    [InlineData("does not report Measured.MeanReward")]
    [InlineData("of a token take the Term.SequenceSum", "token")]
    [InlineData("of a row take the Term.Chosen", "row")]
    [InlineData("Term.Chosen is for losses over pairs, and there not inside of sums", "sum")]
    [InlineData("Measured.MeanReward is declared MetricNormalizer.Sequences, but what the formula reports is of a pair", "metric")]
    [InlineData("Measured.MeanReward: a formula over sequences has terms of whole sequences", "token metric")]
    [InlineData("a SequenceSum or SequenceMean of terms that hold another one is not supported", "sum of sums")]
    public void Formulas_over_pairs_that_are_none(string message, string kind = "")
    {
        var error = Assert.Throws<InvalidOperationException>(() => new Faulty((logprob, _, metrics) =>
        {
            MeasuredTerms(metrics, kind switch
            {
                "" => null,
                "metric" => Term.Chosen(Term.SequenceSum(logprob)),
                "token metric" => logprob,
                _ => Term.SequenceSum(logprob),
            });
            var reward = Term.SequenceMean(logprob);
            return kind switch
            {
                "token" => Term.Chosen(reward) - logprob,
                "row" => Term.Chosen(reward) - reward,
                "sum" => Term.Chosen(Term.SequenceSum(logprob)) + Term.SequenceSum(Term.Chosen(2) * logprob),
                "sum of sums" => Term.Chosen(Term.SequenceSum(reward * logprob)),
                _ => Term.Chosen(reward) - Term.Rejected(reward),
            };
        }));
        Assert.Contains(message, error.Message);
        Assert.StartsWith(nameof(Faulty), error.Message);
    }

    [Fact]
    public void What_is_of_a_pair_is_of_one_number_of_each_row()
    {
        Assert.Contains("the same for all tokens", Assert.Throws<ArgumentException>(() => Term.Chosen(Term.Logprob)).Message);
        Assert.Contains("of a pair already", Assert.Throws<ArgumentException>(() => Term.Rejected(Term.Chosen(1))).Message);
    }

    [Fact]
    public void Where_there_are_no_pairs_or_no_tokens()
    {
        Assert.Contains("the rows of the batch are none", Assert.Throws<InvalidOperationException>(() => new OfRows((reward, _) => Term.Chosen(reward))).Message);
        Assert.Contains("a formula over rewards has no tokens", Assert.Throws<InvalidOperationException>(() => new OfRows((_, row) => Term.SequenceSum(row.TokenMask))).Message);
        Assert.Contains("Term.Chosen is for losses over pairs", Assert.Throws<InvalidOperationException>(() => new OfTokens()).Message);
        var batch = new UncountedDataDict { InputIds = zeros([2, 2], dtype: int64), TokenMask = ones(2, 2), SampleMask = ones(2) };
        Assert.Contains("CountsInPairs is false", Assert.Throws<InvalidOperationException>(
            () => new Uncounted().Compute(zeros(2), batch, GlobalNormalization.FromBatch(batch))).Message);
    }

    private static SimPOLoss SimPO() => new(new SimPOConfig { Beta = 2, Margin = 0.5 });

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(x));

    private static SimPODataDict Pairs(Tensor mask, Tensor samples) => new()
    {
        InputIds = ones(mask.shape, dtype: int64), TokenMask = mask, SampleMask = samples,
    };

    private static void MeasuredTerms(MetricTerms<Measured> metrics, Term? value)
    {
        Measured.Terms terms = metrics;
        if (value is not null)
            terms.MeanReward = value;
    }

    /// <summary>What a reward model is held to.</summary>
    [DataDict]
    public sealed partial record ScoredDataDict : IMaskedBatch
    {
        /// <summary>Which tokens count.</summary>
        [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Current)]
        public required Tensor TokenMask { get; init; }

        /// <summary>Which rows count.</summary>
        [Tensor("B", DType.Mask)]
        public required Tensor SampleMask { get; init; }

        /// <summary>What people gave.</summary>
        [Tensor("B", DType.Float)]
        public required Tensor Scores { get; init; }
    }

    /// <summary>Pairs that are not counted as such.</summary>
    [DataDict]
    public sealed partial record UncountedDataDict : IMaskedBatch
    {
        /// <summary>Token ids.</summary>
        [Tensor("2*P S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")]
        public required Tensor InputIds { get; init; }

        /// <summary>Which tokens count.</summary>
        [Tensor("2*P S", DType.Mask, Alignment = TokenAlignment.Current)]
        public required Tensor TokenMask { get; init; }

        /// <summary>Which rows count.</summary>
        [Tensor("2*P", DType.Mask)]
        public required Tensor SampleMask { get; init; }
    }

    /// <summary>Metrics of rows.</summary>
    [LossMetrics]
    public sealed partial record Measured
    {
        /// <summary>Mean reward.</summary>
        [Metric(MetricNormalizer.Sequences)]
        public required Tensor MeanReward { get; init; }
    }

    /// <summary>Metrics of the regression.</summary>
    [LossMetrics]
    public sealed partial record RegressionMetrics
    {
        /// <summary>The loss.</summary>
        [Metric(MetricNormalizer.Loss)]
        public required Tensor Loss { get; init; }

        /// <summary>Mean reward.</summary>
        [Metric(MetricNormalizer.Sequences)]
        public required Tensor MeanReward { get; init; }

        /// <summary>Greatest error.</summary>
        [Metric(MetricNormalizer.None, MetricReduction.Max)]
        public required Tensor GreatestError { get; init; }

        /// <summary>How many sequences there are.</summary>
        [Metric(MetricNormalizer.None)]
        public required Tensor Sequences { get; init; }
    }

    private sealed class RegressionLoss() : SequenceLoss<ScoredDataDict, RegressionMetrics>(
        (reward, row, metrics) => Row(reward, row, metrics), LossInput.Rewards)
    {
        private static Term Row(Term reward, ScoredDataDict.Terms row, RegressionMetrics.Terms metrics)
        {
            var error = reward - row.Scores;
            metrics.MeanReward = reward;
            metrics.GreatestError = Term.Abs(error);
            metrics.Sequences = Term.OncePerSequence(1);
            return error * error;
        }
    }

    private sealed class Faulty(Func<Term, TokenTerms<SimPODataDict>, MetricTerms<Measured>, Term> formula) : SequenceLoss<SimPODataDict, Measured>(formula);

    private sealed class OfRows(Func<Term, ScoredDataDict.Terms, Term> formula) : SequenceLoss<ScoredDataDict, Measured>(
        (reward, row, metrics) =>
        {
            MeasuredTerms(metrics, reward);
            return formula(reward, row);
        },
        LossInput.Rewards);

    private sealed class OfTokens() : TokenLoss<NLLLossDataDict, Measured>((logprob, _, metrics) =>
    {
        MeasuredTerms(metrics, Term.SequenceSum(logprob));
        return Term.Chosen(Term.SequenceSum(logprob));
    });

    private sealed class Uncounted() : SequenceLoss<UncountedDataDict, Measured>(
        (reward, _, metrics) =>
        {
            MeasuredTerms(metrics, reward);
            return Term.Chosen(reward);
        },
        LossInput.Rewards);
}
