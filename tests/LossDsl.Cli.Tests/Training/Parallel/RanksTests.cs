using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training.Parallel;

public class RanksTests
{
    [Fact]
    public void Neighbours_share_weights_then_positions_then_rows()
    {
        var split = new Split(Tensor: 2, Context: 2, Data: 2);

        var ranks = ThreadedProcessGroup.Run(split.Ranks, world => Ranks.Create(world, split, color => world.Split(color)));

        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1], ranks.Select(rank => rank.Tensor!.Rank));
        Assert.Equal([0, 0, 1, 1, 0, 0, 1, 1], ranks.Select(rank => rank.Context!.Rank));
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], ranks.Select(rank => rank.Data!.Rank));
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3], ranks.Select(rank => rank.Replicas!.Rank));
        Assert.Equal([0], Enumerable.Range(0, 8).Where(rank => ranks[rank].IsLeader));
        Assert.Equal([0, 1], Enumerable.Range(0, 8).Where(rank => ranks[rank].HoldsSavedWeights));
    }

    [Theory]
    [MemberData(nameof(RankThreads.Splits), MemberType = typeof(RankThreads))]
    public void The_members_of_a_group_are_those_that_it_says(int tensor, int context, int data)
    {
        var split = new Split(tensor, context, data);

        var sums = ThreadedProcessGroup.Run(split.Ranks, world =>
        {
            using var scope = NewDisposeScope();
            var ranks = Ranks.Create(world, split, color => world.Split(color));
            return new[] { ranks.Tensor, ranks.Context, ranks.Data, ranks.Replicas }.Select(group => Members(group, world.Rank)).ToArray();
        });

        for (var rank = 0; rank < split.Ranks; rank++)
        {
            var (t, c, d) = (rank % tensor, rank / tensor % context, rank / tensor / context);
            Assert.Equal(tensor == 1 ? 0 : Sum(other => Context(other) == c && Data(other) == d), sums[rank][0]);
            Assert.Equal(context == 1 ? 0 : Sum(other => Tensor(other) == t && Data(other) == d), sums[rank][1]);
            Assert.Equal(data == 1 ? 0 : Sum(other => Tensor(other) == t && Context(other) == c), sums[rank][2]);
            Assert.Equal(context * data == 1 ? 0 : Sum(other => Tensor(other) == t), sums[rank][3]);
        }

        long Sum(Func<int, bool> isMember) => Enumerable.Range(0, split.Ranks).Where(isMember).Sum(other => 1L << other);
        int Tensor(int rank) => rank % tensor;
        int Context(int rank) => rank / tensor % context;
        int Data(int rank) => rank / tensor / context;
    }

    [Fact]
    public void What_is_so_on_one_rank_all_hear_of()
    {
        Assert.True(Ranks.SingleProcess.AnyRank(true));
        Assert.False(Ranks.SingleProcess.AnyRank(false));
        foreach (var which in new[] { 0, 3, 9 })
        {
            var heard = ThreadedProcessGroup.Run(4, world =>
                Ranks.Create(world, new Split(4, 1, 1), color => world.Split(color)).AnyRank(world.Rank == which));
            Assert.All(heard, any => Assert.Equal(which < 4, any));
        }
    }

    private static long Members(IProcessGroup? group, int rank)
    {
        if (group is null)
            return 0;
        var members = full([1], 1L << rank, dtype: int64);
        group.AllReduce(members);
        return members.item<long>();
    }
}
