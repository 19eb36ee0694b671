using LossDsl.Tests.Losses;

namespace LossDsl.Tests.Packing;

/// <summary>Packed rewards: at the last token, or one per sequence.</summary>
public sealed class RewardTests : IDisposable
{
    private static readonly Pack Pack = new([3, 2, 4, 5], [1, 0, 2, 0]);

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_last_token_of_a_sequence_carries_its_reward()
    {
        var (rewards, batch, totals) = Sample();
        var expected = Outcome.From(new PreferenceLoss().Compute(rewards, batch, totals), rewards);

        foreach (var packed in new[] { Pack.Of(rewards, double.NaN), Pack.Of(rewards, double.NaN).unsqueeze(-1) })
            Assert.Equivalent(expected, Outcome.From(Wrapped().Compute(packed, batch, totals), rewards));
    }

    [Fact]
    public void One_reward_a_sequence_is_taken_as_it_is()
    {
        var (rewards, batch, totals) = Sample();
        var expected = Outcome.From(new PreferenceLoss().Compute(rewards, batch, totals), rewards);

        foreach (var packed in new[] { rewards.alias(), rewards.unsqueeze(-1) })
            Assert.Equivalent(expected, Outcome.From(Wrapped().Compute(packed, batch, totals), rewards));
    }

    [Fact]
    public void Rewards_of_another_number_of_positions_are_refused()
    {
        var (_, batch, totals) = Sample();
        var error = Assert.Throws<BatchValidationException>(() => Wrapped().Compute(randn([1, 16]), batch, totals));
        Assert.Equal(["rewards: expected [1, 17], got [1, 16]"], error.Violations.Select(found => $"{found.Key}: {found.Problem}"));
    }

    [Fact]
    public void A_sequence_without_tokens_has_no_reward()
    {
        var (_, batch, totals) = Sample();
        var packed = new PreferenceLoss().AsPacked(tensor(new long[] { 0, 3, 3, 7, 12 }));
        Assert.StartsWith(
            "cu_seqlens_q: sequence 1 has no tokens, hence no reward",
            Assert.Throws<ArgumentException>(() => packed.Compute(randn([1, 12]), batch, totals)).Message);
    }

    private static (Tensor Rewards, BatchedDataDict<PreferenceLossDataDict> Batch, GlobalNormalization Totals) Sample()
    {
        manual_seed(7);
        var batch = Batch.Preference(4, 5);
        return (Batch.Rewards(4, 5), batch, GlobalNormalization.FromBatch(batch));
    }

    private static SequencePackingLossWrapper<PreferenceLossDataDict, PreferenceMetrics> Wrapped() =>
        new PreferenceLoss().AsPacked(Pack.CuSeqlens(), Pack.CuSeqlensPadded(int64));
}
