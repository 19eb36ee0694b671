namespace LossDsl.Tests.Losses;

public sealed class PreferenceTermsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Two_pairs_by_hand()
    {
        var terms = PreferenceTerms.Of(
            tensor(new double[] { 2, 1, 0, 3 }), ones([4], dtype: float64), tensor(4.0), beta: 0.5);

        Assert.Equal((Math.Log(1 + Math.Exp(-0.5)) + Math.Log(1 + Math.Exp(1.5))) / 2, terms.Loss.item<double>(), tolerance: 1e-7);
        Assert.Equal(0.5, terms.Accuracy.item<double>(), tolerance: 1e-7);
        Assert.Equal(1, terms.RewardsChosenMean.item<double>(), tolerance: 1e-7);
        Assert.Equal(2, terms.RewardsRejectedMean.item<double>(), tolerance: 1e-7);
    }

    [Fact]
    public void Rows_come_in_pairs() => Assert.Contains(
        "3 rows, an odd number",
        Assert.Throws<ArgumentException>(() => PreferenceTerms.Of(ones(3), ones(3), ones([]))).Message);

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
