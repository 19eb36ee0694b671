using LossDsl.Tests.Losses;
using LossDsl.Tests.Packing;

namespace LossDsl.Tests.Parallel;

/// <summary>
/// Tests of a loss on several ranks, threads or processes: each rank has the loss and the metrics of a single process, and the
/// gradient of its part, times the number of context ranks.
/// </summary>
/// <param name="subject">The loss.</param>
/// <param name="shards">How the output is split.</param>
/// <param name="run">Runs an action on each rank, with the rank and the function that splits the world.</param>
internal sealed class ShardedCases(Subject subject, Shards shards, Action<Action<int, Func<int, IProcessGroup>>> run)
{
    public void Rows()
    {
        manual_seed(31);
        var (logits, batch) = subject.Sample(4, 5, float64);
        var expected = subject.Run(logits, batch);
        var gradient = tensor(expected.Gradient).view(4, 5, Batch.Vocabulary);

        Check(expected, (parallel, vocabulary, context) =>
        {
            var own = Leaf(shards.Part(logits.detach(), vocabulary, context, double.NaN));
            var outcome = subject.Compute(new Subject.Call(ModelOutput.FromShard(own, parallel), own, batch, Subject.Totals(batch)));
            return (outcome, Numbers(shards.Part(gradient, vocabulary, context, 0) * shards.ContextRanks));
        });
    }

    public void Packed()
    {
        manual_seed(31);
        var (logits, batch) = subject.Sample(4, 5, float64);
        // Each sequence is padded to a multiple of four positions: two chunks for each of two ranks.
        var pack = new Pack([5, 2, 4, 3], [3, 2, 0, 1]);
        batch["token_mask"] = batch.GetTensor("token_mask") * pack.Owned(5).to(float64);
        var expected = subject.Run(logits, batch);
        var gradient = tensor(expected.Gradient).view(4, 5, Batch.Vocabulary);

        Check(expected, (parallel, vocabulary, context) =>
        {
            var own = Leaf(Part(pack.Of(logits.detach(), double.NaN), vocabulary, context));
            var outcome = subject.Compute(new Subject.Call(
                ModelOutput.FromShard(own, parallel), own, batch, Subject.Totals(batch), pack.CuSeqlens(), pack.CuSeqlensPadded()));
            return (outcome, Numbers(Part(pack.Of(gradient, 0), vocabulary, context) * shards.ContextRanks));
        });

        // Every sequence is split separately.
        Tensor Part(Tensor packed, int vocabulary, int context)
        {
            var lengths = pack.Lengths.Zip(pack.Padding, (a, b) => a + b).ToArray();
            var parts = lengths.Select((length, i) => ContextParallel.GetTokensOnRank(
                packed.narrow(1, lengths.Take(i).Sum(), length), context, shards.ContextRanks));
            return shards.OfColumns(cat([.. parts], 1), vocabulary);
        }
    }

    public void Hidden()
    {
        manual_seed(31);
        var (hidden, weight) = (Leaf(randn([4, 5, 3], dtype: float64)), Leaf(randn([Batch.Vocabulary, 3], dtype: float64)));
        var batch = subject.Data(4, 5, float64);
        var expected = subject.Compute(new Subject.Call(hidden.matmul(weight.t()), hidden, batch, Subject.Totals(batch)));
        var gradient = tensor(expected.Gradient).view(4, 5, 3);

        Check(expected, (parallel, vocabulary, context) =>
        {
            var all = new Shards([3], shards.ContextRanks);
            var own = Leaf(all.Part(hidden.detach(), 0, context, double.NaN));
            var columns = Leaf(shards.OfColumns(weight.detach().t(), vocabulary).t());
            var states = new HiddenStates(own, columns) { ChunkSize = 3 };
            var outcome = subject.Compute(new Subject.Call(ModelOutput.FromShard(states, parallel), own, batch, Subject.Totals(batch)));
            return (outcome, Numbers(all.Part(gradient, 0, context, 0) * shards.ContextRanks));
        });
    }

    private void Check(Outcome expected, Func<ParallelContext, int, int, (Outcome Outcome, double[] Gradient)> part) => run((rank, split) =>
    {
        using var scope = NewDisposeScope();
        var (parallel, vocabulary, context) = shards.Groups(rank, split);
        var (outcome, gradient) = part(parallel, vocabulary, context);
        outcome.IsNear(expected with { Gradient = gradient }, float64);
    });

    private static Tensor Leaf(Tensor tensor) => tensor.contiguous().detach().clone().requires_grad_();

    private static double[] Numbers(Tensor tensor) => tensor.ToArray<double>();
}
