namespace LossDsl.Tests.Batches;

public sealed class ConcatenationTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Rows_follow_one_another_and_the_shared_stays_one()
    {
        var batch = Rollouts.Batch(3);
        batch.Remove("weights");
        var whole = batch.Bind();

        var joined = Rollouts.Concat([whole.Slice(2, 3), whole.Slice(0, 2)]);

        Assert.Equal("6 7 8 0 1 2 3 4 5", joined.InputIds.Text());
        Assert.Equal("2 0 1", ((Tensor)joined.Extra["rewards"]!).Text());
        Assert.Equal(["prompt 2", "prompt 0", "prompt 1"], Assert.IsType<List<string>>(joined.Extra["prompts"]));
        Assert.Equal([3, 3, 3], Assert.IsType<int[]>(joined.Extra["lengths"]));
        Assert.Equal(0.5f, joined.Temperature!.item<float>());
        Assert.Equal("test", joined.Extra["source"]);
    }

    [Fact]
    public void Shorter_rows_are_padded()
    {
        var batch = Rollouts.Batch(2).Bind();

        var joined = Rollouts.Concat([batch.Slice(0, 1).Truncate(2), batch.Slice(1, 2)], padId: 9);

        Assert.Equal("0 1 9 3 4 5", joined.InputIds.Text());
        Assert.Equal("1 1 0 1 1 1", joined.TokenMask.Text());
    }

    [Fact]
    public void Different_contents_cannot_be_joined()
    {
        var batch = Rollouts.Batch(2).Bind();

        Assert.Contains(
            "the batches do not hold the same things",
            Assert.Throws<ArgumentException>(() => Rollouts.Concat([batch, batch with { Hidden = null }])).Message);
        Assert.Equal(
            "temperature: it belongs to a whole batch, but the batches have different ones",
            Assert.Throws<ArgumentException>(
                () => Rollouts.Concat([batch, batch with { Temperature = tensor(0.7f) }])).Message);
        Assert.Contains(
            "starts", Assert.Throws<ArgumentException>(() => RewardPairs.Concat([Starts(), Starts()])).Message);
        Assert.Throws<ArgumentException>(() => Rollouts.Concat([]));

        static RewardPairs Starts() => RewardPairs.Batch(1).Bind() with { Starts = arange(3, dtype: int64) };
    }
}
