using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training.Parallel;

public class RowShareTests
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

        var joined = ThreadGroup.Run(4, group =>
        {
            using var inner = NewDisposeScope();
            var share = new RowShare(rows, group);
            var own = share.Cut(all);
            Assert.Equal((rows + 3) / 4, own.size(0));
            return share.Join(own * 2).contiguous().data<long>().ToArray();
        });

        Assert.All(joined, found => Assert.Equal(Enumerable.Range(1, 3 * rows).Select(i => 2L * i), found));
    }

    [Fact]
    public void What_a_model_thinks_of_tokens_does_not_depend_on_who_is_asked()
    {
        using var scope = NewDisposeScope();
        using var whole = Threads.Whole();
        var ids = Threads.Batch(7).InputIds;
        var expected = PolicyLogprobs.Of(whole, ids, microbatch: 3, Token.This).Numbers();

        var found = Threads.Run(new Split(2, 1, 2), whole, part => PolicyLogprobs.Of(part, ids, microbatch: 3, Token.This).Numbers());

        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }
}
