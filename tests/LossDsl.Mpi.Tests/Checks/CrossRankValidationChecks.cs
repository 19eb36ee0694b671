using LossDsl.Tests;
using LossDsl.Tools;

namespace LossDsl.Mpi.Tests.Checks;

/// <summary>An error that a loss detects on one process is raised on all, with the same message, and no process hangs.</summary>
internal static class CrossRankValidationChecks
{
    public static IEnumerable<Check> All =>
    [
        new("a batch that lacks a key on one rank", world =>
        {
            var batch = Batch.Nll(2, 8);
            if (world.Rank == 1)
            {
                batch["token_msk"] = batch["token_mask"];
                batch.Remove("token_mask");
            }

            Refused(world, randn([2, 8, 3]), batch, "rank 1: Batch does not satisfy NLLLossDataDict (1 violation)", "token_mask", "the batch has 'token_msk'");
        }),
        new("logits of another type on one rank", world => Refused(
            world, randn([2, 8, 3], dtype: world.Rank == 1 ? float64 : float32), Batch.Nll(2, 8),
            "vocabulary group: rank 1 has float64 logits [2, 8, 3]")),
        new("a token that no rank holds", world =>
        {
            var batch = Batch.Nll(2, 8);
            batch["token_mask"] = ones(2, 8);
            batch["input_ids"] = full([2, 8], 3 * world.Size, dtype: int64);
            Refused(world, randn([2, 8, 3]), batch, "got one that no rank holds");
        }),
    ];

    private static void Refused(MpiGroup world, Tensor logits, BatchedDataDict<NLLLossDataDict> batch, params string[] expected)
    {
        var columns = GroupCache.GetOrCreate(world, "all share the vocabulary")(0);
        var totals = new GlobalNormalization(tensor(2f), tensor(14f));
        var output = ModelOutput.FromShard(logits, new ParallelContext(columns));
        var message = Assert.ThrowsAny<ArgumentException>(() => new NLLLoss().Compute(output, batch, totals)).Message;

        Assert.Equal(message, Assert.Single(StringCollectives.Gather(world, message).Distinct()));
        Assert.All(expected, part => Assert.Contains(part, message));
    }
}
