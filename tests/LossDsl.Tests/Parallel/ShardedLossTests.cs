using LossDsl.Tests.Losses;
using LossDsl.Tests.Packing;

namespace LossDsl.Tests.Parallel;

/// <summary>
/// Every rank of those that share vocabulary and context has the loss and the metrics of one process, and as gradient its
/// part of that one's, times the number of ranks that share the context.
/// </summary>
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
    public void Rows_of_a_batch(string loss, string layout)
    {
        var (subject, shards) = (Subject.All[loss], Layouts[layout]);
        manual_seed(31);
        var (logits, batch) = subject.Sample(4, 5, float64);
        var expected = subject.Run(logits, batch);
        var gradient = tensor(expected.Gradient).view(4, 5, Batch.Vocabulary);

        Check(shards, expected, world =>
        {
            var (parallel, vocabulary, context) = shards.Groups(world);
            var own = Leaf(shards.Part(logits.detach(), vocabulary, context, double.NaN));
            var outcome = subject.Compute(new Subject.Call(ModelOutput.FromShard(own, parallel), own, batch, Subject.Totals(batch)));
            return (outcome, Numbers(shards.Part(gradient, vocabulary, context, 0) * shards.ContextRanks));
        });
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Packed_sequences(string loss, string layout)
    {
        var (subject, shards) = (Subject.All[loss], Layouts[layout]);
        manual_seed(31);
        var (logits, batch) = subject.Sample(4, 5, float64);
        // Each sequence is padded to a multiple of four positions, two chunks for each of two ranks.
        var pack = new Pack([5, 2, 4, 3], [3, 2, 0, 1]);
        batch["token_mask"] = batch.Tensor("token_mask") * pack.Owned(5).to(float64);
        var expected = subject.Run(logits, batch);
        var gradient = tensor(expected.Gradient).view(4, 5, Batch.Vocabulary);

        Check(shards, expected, world =>
        {
            var (parallel, vocabulary, context) = shards.Groups(world);
            var own = Leaf(Part(pack.Of(logits.detach(), double.NaN), vocabulary, context));
            var outcome = subject.Compute(new Subject.Call(
                ModelOutput.FromShard(own, parallel), own, batch, Subject.Totals(batch), pack.CuSeqlens(), pack.CuSeqlensPadded()));
            return (outcome, Numbers(Part(pack.Of(gradient, 0), vocabulary, context) * shards.ContextRanks));
        });

        // Every sequence is cut by itself.
        Tensor Part(Tensor packed, int vocabulary, int context)
        {
            var lengths = pack.Lengths.Zip(pack.Padding, (a, b) => a + b).ToArray();
            var parts = lengths.Select((length, i) => ContextParallel.TokensOfRank(
                packed.narrow(1, lengths.Take(i).Sum(), length), context, shards.ContextRanks));
            return shards.OfColumns(cat([.. parts], 1), vocabulary);
        }
    }

    [Theory]
    [InlineData("nll", "uneven vocabulary")]
    [InlineData("dpo_sft", "vocabulary")]
    [InlineData("pg_everything", "vocabulary and context")]
    public void Hidden_states_and_a_layer_of_which_each_rank_holds_some_columns(string loss, string layout)
    {
        var (subject, shards) = (Subject.All[loss], Layouts[layout]);
        manual_seed(31);
        var (hidden, weight) = (Leaf(randn([4, 5, 3], dtype: float64)), Leaf(randn([Batch.Vocabulary, 3], dtype: float64)));
        var batch = subject.Data(4, 5, float64);
        var expected = subject.Compute(new Subject.Call(hidden.matmul(weight.t()), hidden, batch, Subject.Totals(batch)));
        var gradient = tensor(expected.Gradient).view(4, 5, 3);

        Check(shards, expected, world =>
        {
            var (parallel, vocabulary, context) = shards.Groups(world);
            var all = new Shards([3], shards.ContextRanks);
            var own = Leaf(all.Part(hidden.detach(), 0, context, double.NaN));
            var columns = Leaf(shards.OfColumns(weight.detach().t(), vocabulary).t());
            var states = new HiddenStates(own, columns) { ChunkSize = 3 };
            var outcome = subject.Compute(new Subject.Call(ModelOutput.FromShard(states, parallel), own, batch, Subject.Totals(batch)));
            return (outcome, Numbers(all.Part(gradient, 0, context, 0) * shards.ContextRanks));
        });
    }

    private static void Check(Shards shards, Outcome expected, Func<ThreadGroup, (Outcome Outcome, double[] Gradient)> rank)
    {
        var ranks = ThreadGroup.Run(shards.World, world =>
        {
            using var scope = NewDisposeScope();
            return rank(world);
        });
        Assert.All(ranks, own => own.Outcome.IsNear(expected with { Gradient = own.Gradient }, float64));
    }

    private static Tensor Leaf(Tensor tensor) => tensor.contiguous().detach().clone().requires_grad_();

    private static double[] Numbers(Tensor tensor) => tensor.contiguous().data<double>().ToArray();
}
