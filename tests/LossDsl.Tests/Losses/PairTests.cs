using LossDsl.Tests.Packing;

namespace LossDsl.Tests.Losses;

/// <summary>A pair is valid if both of its rows are, in every form of a pairwise loss and in the counts of a step.</summary>
public sealed class PairTests : IDisposable
{
    private static readonly double OfOne = Math.Log(1 + Math.Exp(-1));

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<float[], double, double> Masks() => new()
    {
        { [1, 1, 1, 0], OfOne, 1 },
        { [1, 1, 0, 1], OfOne, 1 },
        { [1, 1, 0, 0], OfOne, 1 },
        { [0, 1, 1, 0], 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Masks))]
    public void A_torn_pair_counts_nowhere(float[] mask, double loss, double accuracy)
    {
        var rewards = tensor(new float[] { 1, 0, 2, 0 }).requires_grad_();
        var batch = Batch.Preference(4, 3);
        batch["sample_mask"] = tensor(mask);
        var totals = GlobalNormalization.FromBatch(batch);

        var result = new PreferenceLoss().Compute(rewards, batch, totals);
        result.Loss.backward();
        var read = result.Metrics.Read();

        Assert.Equal(2 * accuracy, totals.ValidSequences!.item<double>());
        Assert.Equal(loss, result.Loss.item<float>(), 1e-6);
        Assert.Equal(accuracy, read["accuracy"], 1e-6);
        Assert.Equal(accuracy, read["num_valid_samples"]);
        Assert.Equal(accuracy, read["rewards_chosen_mean"], 1e-6);
        Assert.All(rewards.grad!.data<float>().ToArray()[2..], entry => Assert.Equal(0, entry));
    }

    // A pair with one masked row gives the same as no pair, for rows, packed rows and microbatches.
    [Theory]
    [InlineData("dpo")]
    [InlineData("dpo_average")]
    [InlineData("dpo_sft")]
    [InlineData("dpo_sft_average")]
    [InlineData("preference")]
    public void A_torn_pair_is_an_absent_pair(string loss)
    {
        var subject = Subject.All[loss];
        manual_seed(4);
        var (output, batch) = subject.Sample(6, 5);
        batch["token_mask"] = ones(6, 5);
        var pack = new Pack([5, 5, 5, 5, 5, 5], [1, 0, 2, 0, 0, 1]);

        foreach (var torn in new[] { new float[] { 1, 1, 1, 0, 1, 1 }, [1, 1, 0, 1, 1, 1] })
        {
            batch["sample_mask"] = tensor(new float[] { 1, 1, 0, 0, 1, 1 });
            var expected = subject.Run(output, batch);
            batch["sample_mask"] = tensor(torn);
            var totals = Subject.Totals(batch);

            Assert.Equal(4, totals.ValidSequences!.item<double>());
            subject.Run(output, batch, totals).IsNear(expected, float32);
            subject.Compute(new Subject.Call(
                pack.Of(output, double.NaN), output, batch, totals, pack.CuSeqlens(), pack.CuSeqlensPadded())).IsNear(expected, float32);
            Assert.Equal(expected.Loss, Enumerable.Range(0, 3).Sum(
                pair => subject.Run(output.narrow(0, 2 * pair, 2), Batch.Rows(batch, 2 * pair, 2), totals).Loss), 1e-5);
        }
    }

    [Fact]
    public void Equal_rewards_prefer_neither_row_infinite_ones_included()
    {
        foreach (var reward in new[] { 0.5, double.PositiveInfinity, double.NegativeInfinity })
        {
            var rewards = full([2], reward, dtype: float32).requires_grad_();
            var batch = Batch.Preference(2, 3);
            var loss = new PreferenceLoss().Compute(rewards, batch, GlobalNormalization.FromBatch(batch)).Loss;
            loss.backward();

            Assert.Equal(Math.Log(2), loss.item<float>(), 1e-6);
            Assert.True(rewards.grad!.isfinite().all().item<bool>());
        }
    }

    // Every combination in the two rewards of a pair: log(1 + exp(-beta * (chosen - rejected))).
    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Rewards_of_every_kind(double beta)
    {
        double[] numbers = [1, -2, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        foreach (var chosen in numbers)
        foreach (var rejected in numbers)
        {
            var rewards = tensor([chosen, rejected]).requires_grad_();
            var delta = chosen == rejected ? 0 : chosen - rejected;
            var scaled = beta == 0 && double.IsInfinity(delta) ? 0 : beta * delta;
            var (expected, slope) = (
                (Math.Max(-scaled, 0) + Math.Log(1 + Math.Exp(-Math.Abs(scaled)))) / (1 + 1e-8), -beta / (1 + Math.Exp(scaled)));

            var batch = ScaledPreference.Batch(ones([2], dtype: float64));
            var loss = new ScaledPreference(beta).Compute(rewards, batch, GlobalNormalization.FromBatch(batch)).Loss;
            loss.backward();

            var got = rewards.grad!.data<double>()[0];
            Assert.True(
                expected.Equals(loss.item<double>()) || Math.Abs(expected - loss.item<double>()) < 1e-12,
                $"{chosen} over {rejected}: expected {expected}, got {loss.item<double>()}");
            // For a tie of infinite rewards, and for infinite rewards with weight 0, the gradient is 0.
            if (double.IsFinite(chosen) && double.IsFinite(rejected))
                Assert.Equal(slope, got, 1e-7);
            else
                Assert.Equal(double.IsNaN(delta), double.IsNaN(got));
        }
    }
}
