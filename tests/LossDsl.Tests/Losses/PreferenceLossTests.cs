namespace LossDsl.Tests.Losses;

public sealed class PreferenceLossTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Two_pairs_by_hand()
    {
        var batch = ScaledPreference.Batch(ones([4], dtype: float64));
        var (loss, metrics) = new ScaledPreference(0.5).Compute(
            tensor(new double[] { 2, 1, 0, 3 }), batch, GlobalNormalization.FromBatch(batch));
        var read = metrics.Read();

        Assert.Equal((Math.Log(1 + Math.Exp(-0.5)) + Math.Log(1 + Math.Exp(1.5))) / 2, loss.item<double>(), tolerance: 1e-7);
        Assert.Equal(0.5, read["accuracy"], tolerance: 1e-7);
        Assert.Equal(1, read["rewards_chosen_mean"], tolerance: 1e-7);
        Assert.Equal(2, read["rewards_rejected_mean"], tolerance: 1e-7);
        Assert.Equal(2, read["num_valid_samples"]);
    }

    // The mean of the rejected rewards uses the weights of those rows, that of the chosen ones the weight of the pair.
    [Fact]
    public void Rows_of_a_pair_may_weigh_differently()
    {
        var batch = ScaledPreference.Batch(tensor(new[] { 0.5, 2, 1, 0 }));
        var read = new PreferenceLoss().Compute(
            tensor(new double[] { 3, 1, 100, 100 }), batch, GlobalNormalization.FromBatch(batch)).Metrics.Read();

        Assert.Equal(0.5 * 0.5 * Math.Log(1 + Math.Exp(-2)) / 1.25, read["loss"], tolerance: 1e-7);
        Assert.Equal(0.5 * 3 / 1.25, read["rewards_chosen_mean"], tolerance: 1e-7);
        Assert.Equal(2 * 1 / 1.25, read["rewards_rejected_mean"], tolerance: 1e-7);
        Assert.Equal(1.25, read["num_valid_samples"]);
    }

    [Fact]
    public void Rows_come_in_pairs()
    {
        var batch = Batch.Preference(3, 3);
        Assert.Contains("2*P", Assert.Throws<BatchValidationException>(
            () => new PreferenceLoss().Compute(ones(3), batch, new GlobalNormalization(tensor(2.0), tensor(2.0)))).Message);
    }

    [Fact]
    public void Rewards_of_one_column_are_rewards()
    {
        var batch = Batch.Preference(4, 3);
        var rewards = randn(4, 1);
        var totals = GlobalNormalization.FromBatch(batch);

        using var column = new PreferenceLoss().Compute(rewards, batch, totals);
        using var flat = new PreferenceLoss().Compute(rewards.view(-1), batch, totals);

        Assert.Equal(flat.Loss.item<float>(), column.Loss.item<float>());
    }

    [Fact]
    public void Other_columns_are_refused()
    {
        var batch = Batch.Preference(4, 3);

        Assert.Throws<BatchValidationException>(
            () => new PreferenceLoss().Compute(randn(4, 2), batch, GlobalNormalization.FromBatch(batch)));
    }
}
