using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training.Parallel;

public class DataShardTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(7)]
    [InlineData(5)]
    [InlineData(2)]
    public void The_rows_of_all_ranks_are_all_rows(int rows)
    {
        using var scope = NewDisposeScope();
        var all = arange(1, 3 * rows + 1, 1, dtype: int64).view(rows, 3);

        var joined = ThreadedProcessGroup.Run(4, group =>
        {
            using var inner = NewDisposeScope();
            var shard = new DataShard(rows, group);
            var own = shard.SelectOwn(all);
            Assert.Equal((rows + 3) / 4, own.size(0));
            return shard.Gather(own * 2).ToArray<long>();
        });

        Assert.All(joined, found => Assert.Equal(Enumerable.Range(1, 3 * rows).Select(i => 2L * i), found));
    }

    [Theory]
    [InlineData(7)]
    // With five rows on four ranks, one rank has only padding.
    [InlineData(5)]
    public void What_a_model_thinks_of_tokens_does_not_depend_on_who_is_asked(int rows)
    {
        using var scope = NewDisposeScope();
        using var whole = RankThreads.CreateModel();
        var batch = RankThreads.CreateBatch(rows);
        var expected = Of(whole);

        var found = RankThreads.Run(new Split(2, 1, 4), whole, Of);

        Assert.Equal(rows * RankThreads.Corpus.RowLength, expected.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        double[] Of(CharTransformer model) => PolicyLogprobs.Compute(model, batch.InputIds, batch.TokenMask, microbatch: 3, TokenAlignment.Current).Numbers();
    }

    [Theory]
    [InlineData(TokenAlignment.Current)]
    [InlineData(TokenAlignment.Next)]
    public void Nor_does_it_depend_on_how_many_rows_go_together(TokenAlignment aligned)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        using var model = RankThreads.CreateModel();
        var (ids, mask) = (RankThreads.CreateBatch(30).InputIds, RankThreads.CreateBatch(30).TokenMask);
        var later = nn.functional.log_softmax(model.call(ids), -1).narrow(1, 0, ids.size(1) - 1)
            .gather(2, ids.narrow(1, 1, ids.size(1) - 1).unsqueeze(-1)).squeeze(-1) * mask.narrow(1, 1, ids.size(1) - 1);
        var expected = nn.functional.pad(later, aligned == TokenAlignment.Current ? [1, 0] : [0, 1]).Numbers();

        Assert.All(new[] { 1, 4, 1000 }, microbatch => Assert.All(
            expected.Zip(PolicyLogprobs.Compute(model, ids, mask, microbatch, aligned).Numbers()),
            pair => Assert.Equal(pair.First, pair.Second, 1e-12)));
    }
}
