using LossDsl.Tests;
using LossDsl.Tests.Losses;
using LossDsl.Tests.Parallel;

namespace LossDsl.Mpi.Tests.Checks;

/// <summary>Every loss gives the same on processes that split vocabulary and context as in one process.</summary>
internal static class ShardedChecks
{
    private static readonly Dictionary<string, Shards> Layouts = new()
    {
        ["two ranks of the vocabulary"] = new Shards([4, 3], 1),
        ["two uneven ranks of the vocabulary"] = new Shards([6, 1], 1),
        ["two ranks of the context"] = new Shards([7], 2),
        ["two ranks of each"] = new Shards([5, 2], 2),
        ["four uneven ranks of the vocabulary"] = new Shards([1, 3, 1, 2], 1),
    };

    public static IEnumerable<Check> All =>
        from layout in Layouts
        from loss in Subject.All
        where loss.Value.Output == Batch.Logits
        from kind in new Dictionary<string, Action<ShardedCases>>
        {
            ["rows"] = cases => cases.Rows(),
            ["packed sequences"] = cases => cases.Packed(),
            ["hidden states"] = cases => cases.Hidden(),
        }
        select new Check(
            $"{loss.Key}: {kind.Key} on {layout.Key}",
            world => kind.Value(new ShardedCases(
                loss.Value, layout.Value, rank => rank(world.Rank, GroupCache.GetOrCreate(world, layout.Key)))),
            layout.Value.World);
}
