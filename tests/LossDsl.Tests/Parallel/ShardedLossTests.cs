using LossDsl.Tests.Losses;

namespace LossDsl.Tests.Parallel;

/// <summary>Losses on ranks that split vocabulary and context. Here the ranks are threads.</summary>
public sealed class ShardedLossTests : IDisposable
{
    private static readonly Dictionary<string, Shards> Layouts = new()
    {
        ["vocabulary"] = new Shards([4, 3], 1),
        ["uneven vocabulary"] = new Shards([1, 5, 1], 1),
        ["context"] = new Shards([7], 2),
        ["vocabulary and context"] = new Shards([5, 2], 2),
    };

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string, string> Cases() => new(
        from loss in Subject.All where loss.Value.Output == Batch.Logits from layout in Layouts.Keys select (loss.Key, layout));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_of_a_batch(string loss, string layout) => On(loss, layout).Rows();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Packed_sequences(string loss, string layout) => On(loss, layout).Packed();

    [Theory]
    [InlineData("nll", "uneven vocabulary")]
    [InlineData("dpo_sft", "vocabulary")]
    [InlineData("pg_everything", "vocabulary and context")]
    public void Hidden_states_and_a_layer_of_which_each_rank_holds_some_columns(string loss, string layout) => On(loss, layout).Hidden();

    private static ShardedCases On(string loss, string layout)
    {
        var shards = Layouts[layout];
        return new ShardedCases(Subject.All[loss], shards, rank => ThreadedProcessGroup.Run(shards.World, world =>
        {
            rank(world.Rank, world.Split);
            return true;
        }));
    }
}
