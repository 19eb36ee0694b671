namespace LossDsl.Tests.Parallel;

/// <summary>Ranks that are threads.</summary>
public sealed class ThreadedProcessGroupTests
{
    [Theory]
    [InlineData(ReduceOp.Sum, 3, 6)]
    [InlineData(ReduceOp.Max, 2, 4)]
    [InlineData(ReduceOp.Min, 0, 0)]
    public void All_reduce(ReduceOp operation, float first, float second) => Each(3, group =>
    {
        var own = tensor(new[] { group.Rank, 2f * group.Rank });
        group.AllReduce(own, operation);
        Assert.Equal([first, second], own.ToArray<float>());
    });

    [Fact]
    public void All_gather() => Each(3, group =>
    {
        var all = zeros(3, 2);
        group.AllGather(all, tensor(new[] { group.Rank, 10f }));
        Assert.Equal([0, 10, 1, 10, 2, 10], all.ToArray<float>());
    });

    [Fact]
    public void All_gather_into_new_memory() => Each(3, group =>
    {
        using var scope = NewDisposeScope();
        // Columns of a matrix are not contiguous.
        var own = tensor(new long[,] { { group.Rank, 7 }, { 10 * group.Rank, 8 } }).select(1, 0);
        var all = group.AllGather(own);
        Assert.Equal([3L, 2L], all.shape);
        Assert.Equal([0L, 0, 1, 10, 2, 20], all.data<long>().ToArray());
    });

    [Fact]
    public void Broadcast() => Each(3, group =>
    {
        var own = tensor(new long[] { group.Rank });
        group.Broadcast(own, root: 2);
        Assert.Equal([2L], own.ToArray<long>());
    });

    [Fact]
    public void Groups_within_a_group() => Each(4, group =>
    {
        var part = group.Split(group.Rank % 2);
        var own = tensor(new[] { (float)group.Rank });
        part.AllReduce(own);
        Assert.Equal((2, group.Rank / 2), (part.Size, part.Rank));
        Assert.Equal([group.Rank % 2 == 0 ? 2f : 4f], own.ToArray<float>());
    });

    [Fact]
    public void A_rank_that_throws_ends_the_wait_of_the_others()
    {
        var thrown = Assert.Throws<AggregateException>(() => Each(3, group =>
        {
            if (group.Rank == 1)
                throw new InvalidOperationException("one of three");
            group.Barrier();
        }));

        Assert.Equal("one of three", Assert.Single(thrown.InnerExceptions).Message);
    }

    private static void Each(int size, Action<ThreadedProcessGroup> rank) => ThreadedProcessGroup.Run(size, group =>
    {
        using var scope = NewDisposeScope();
        rank(group);
        return 0;
    });
}
