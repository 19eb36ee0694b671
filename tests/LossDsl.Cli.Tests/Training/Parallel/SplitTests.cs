using LossDsl.Cli.Training;

namespace LossDsl.Cli.Tests.Training.Parallel;

public class SplitTests
{
    private static readonly ModelShape Shape = new(Vocabulary: 27, Length: 14, Width: 96, Layers: 3, Heads: 4);

    [Theory]
    [InlineData(1, 1, 1, null, 1)]
    [InlineData(4, 2, 2, null, 1)]
    [InlineData(8, 2, 2, null, 2)]
    [InlineData(2, 1, 1, 0, 2)]
    [InlineData(2, 1, 1, 2, 2)]
    [InlineData(2, 1, 1, null, 2)]
    [InlineData(1, 1, 1, 1, 1)]
    [InlineData(8, 2, 1, 4, 4)]
    public void Ranks_that_share_no_model_share_rows(int ranks, int tensor, int context, int? data, int shares) =>
        Assert.Equal(new Split(tensor, context, shares), new SplitRequest(tensor, context, data).Resolve(ranks));

    [Theory]
    [InlineData(1, 2, 1, null, "--tensor-parallel 2 needs more than one process, and this is one: "
        + "start `mpirun -n 2 ./lossdsl train --tensor-parallel 2` (for root with --allow-run-as-root, on fewer cores with --oversubscribe)")]
    [InlineData(1, 2, 2, 2, "--tensor-parallel 2 --context-parallel 2 --data-parallel 2 needs more than one process, and this is one: "
        + "start `mpirun -n 8 ./lossdsl train --tensor-parallel 2 --context-parallel 2 --data-parallel 2` "
        + "(for root with --allow-run-as-root, on fewer cores with --oversubscribe)")]
    [InlineData(1, 1, 1, 0, "--data-parallel needs more than one process, and this is one: start `mpirun -n 2 ./lossdsl train --data-parallel` "
        + "(for root with --allow-run-as-root, on fewer cores with --oversubscribe)")]
    [InlineData(3, 2, 1, null, "3 processes were started, but --tensor-parallel 2 takes 2 a model: start a multiple of 2")]
    [InlineData(6, 2, 2, null, "6 processes were started, but --tensor-parallel 2 --context-parallel 2 takes 4 a model: start a multiple of 4")]
    [InlineData(4, 2, 1, 3, "4 processes were started, but --tensor-parallel 2 --data-parallel 3 takes 6: start mpirun -n 6")]
    [InlineData(2, 1, 1, 1, "2 processes were started, but --data-parallel 1 takes 1: start mpirun -n 1")]
    public void What_does_not_come_out_even_is_refused(int ranks, int tensor, int context, int? data, string because) =>
        Assert.Equal(because, Assert.Throws<UsageException>(() => new SplitRequest(tensor, context, data).Resolve(ranks)).Message);

    [Theory]
    [InlineData(3, 1, 1, "--tensor-parallel 3: the 4 attention heads of a block cannot be shared evenly; 2 or 4 ranks can")]
    [InlineData(8, 1, 1, "--tensor-parallel 8: the 4 attention heads of a block cannot be shared evenly; 2 or 4 ranks can")]
    [InlineData(1, 1, 3, "3 data-parallel ranks: the 128 rows of an update of sft cannot be shared evenly; 2, 4, 8, 16 or 32 ranks can")]
    public void Nor_can_what_there_is_be_shared_by_any_number(int tensor, int context, int data, string because) => Assert.Equal(
        because,
        Assert.Throws<UsageException>(() => SplitValidator.Validate(new Split(tensor, context, data), Shape, ["sft", "dpo"])).Message);

    [Fact]
    public void Only_the_phases_of_the_run_count_and_pairs_stay_together()
    {
        SplitValidator.Validate(new Split(4, 3, 64), Shape, ["dpo"]);
        SplitValidator.Validate(new Split(1, 1, 128), Shape, ["sft", "grpo"]);

        var refused = Assert.Throws<UsageException>(() => SplitValidator.Validate(new Split(1, 1, 128), Shape, ["sft", "dpo"]));

        Assert.StartsWith("128 data-parallel ranks: the 64 pairs of an update of dpo", refused.Message);
    }

    [Fact]
    public void A_vocabulary_has_a_token_for_every_rank() => Assert.StartsWith(
        "--tensor-parallel 4: the vocabulary has 3 tokens",
        Assert.Throws<UsageException>(() => SplitValidator.Validate(new Split(4, 1, 1), Shape with { Vocabulary = 3 }, [])).Message);

    [Fact]
    public void What_one_rank_refuses_all_refuse_in_its_words()
    {
        var split = new Split(1, 1, 4);

        var messages = ThreadedProcessGroup.Run(4, world =>
        {
            var ranks = Ranks.Create(world, split, color => world.Split(color));
            Assert.Equal(world.Rank, AllRanksOrNone.Run(ranks, () => world.Rank));
            return Assert.Throws<UsageException>(() => AllRanksOrNone.Run(
                ranks, () => { if (world.Rank % 2 == 1) throw new UsageException($"rank {world.Rank} lacks ein Wörterbuch"); })).Message;
        });

        Assert.Equal(Enumerable.Repeat("rank 1 lacks ein Wörterbuch", 4), messages);
    }
}
