namespace LossDsl.Tests.Parallel;

/// <summary>If one rank refuses a call, all ranks throw the same message, and none hangs.</summary>
public sealed class CrossRankValidationTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_batch_that_is_wrong_on_one_rank()
    {
        var messages = Refused(new Shards([4, 3], 2), (rank, vocabulary, context) =>
        {
            var batch = Batch.Nll(2, 8);
            if (rank == 2)
                batch.Remove("token_mask");
            return (randn([2, 4, vocabulary == 0 ? 4 : 3]), batch);
        });

        Assert.All(messages, message => Assert.Equal(messages[0], message));
        Assert.Contains("token_mask", messages[0]);
        Assert.Contains("missing", messages[0]);
    }

    [Fact]
    public void Shards_that_do_not_belong_together()
    {
        var messages = Refused(new Shards([4, 3], 1), (rank, vocabulary, _) =>
            (randn([2, 8, vocabulary == 0 ? 4 : 3], dtype: rank == 0 ? float32 : float64), Batch.Nll(2, 8)));

        Assert.Equal(
            ["vocabulary group: rank 1 has float64 logits [2, 8, 3] and a batch [2, 8], rank 0 has float32 logits [2, 8, 4] and a batch [2, 8]"],
            messages.Distinct());
    }

    [Fact]
    public void Shards_of_the_context_over_different_vocabularies()
    {
        var messages = Refused(new Shards([7], 2), (rank, _, _) => (randn([2, 4, rank == 0 ? 7 : 8]), Batch.Nll(2, 8)));

        Assert.StartsWith("context group: rank 1 has float32 logits [2, 4, 8]", Assert.Single(messages.Distinct()));
    }

    [Fact]
    public void A_token_that_no_rank_holds()
    {
        var messages = Refused(new Shards([4, 3], 1), (_, vocabulary, _) =>
        {
            var batch = Batch.Nll(2, 8);
            batch["input_ids"] = full([2, 8], 7, dtype: int64);
            return (randn([2, 8, vocabulary == 0 ? 4 : 3]), batch);
        });

        Assert.StartsWith(
            "input_ids: expected ids in [0, V) = [0, 7) over the shards of all ranks, got one that no rank holds", Assert.Single(messages.Distinct()));
    }

    [Fact]
    public void A_context_group_whose_logits_are_whole()
    {
        var messages = Refused(new Shards([7], 2), (_, _, _) => (randn([2, 8, 7]), Batch.Nll(2, 8)));

        Assert.Contains("these logits have all 8 positions of the batch; expected 4", Assert.Single(messages.Distinct()));
    }

    [Theory]
    [InlineData(3, "at least 8, and each rank holds 4 positions; got 3")]
    [InlineData(5, "at least 8, and each rank holds 4 positions; got 5")]
    public void A_share_of_the_context_that_is_no_two_chunks(long positions, string expected)
    {
        var messages = Refused(new Shards([7], 2), (_, _, _) => (randn([2, positions, 7]), Batch.Nll(2, 8)));

        Assert.Contains(expected, Assert.Single(messages.Distinct()));
    }

    [Fact]
    public void Packed_sequences_that_cannot_be_cut()
    {
        var messages = ThreadedProcessGroup.Run(2, world =>
        {
            using var scope = NewDisposeScope();
            var batch = Batch.Nll(2, 8);
            var packed = new NLLLoss().AsPacked(tensor(new long[] { 0, 5, 10 }), tensor(new long[] { 0, 6, 12 }));
            return Assert.ThrowsAny<ArgumentException>(() => packed.Compute(
                ModelOutput.FromShard(randn([1, 6, 7]), new ParallelContext(Context: world)), batch, GlobalNormalization.FromBatch(batch))).Message;
        });

        Assert.Contains("each sequence is padded to a multiple of 4 positions; sequence 0 has 6", Assert.Single(messages.Distinct()));
    }

    private static string[] Refused(Shards shards, Func<int, int, int, (Tensor Logits, BatchedDataDict<NLLLossDataDict> Batch)> input) =>
        ThreadedProcessGroup.Run(shards.World, world =>
        {
            using var scope = NewDisposeScope();
            var (parallel, vocabulary, context) = shards.Groups(world);
            var (logits, batch) = input(world.Rank, vocabulary, context);
            // The maximum counts that the masks allow: with smaller ones, a rank would refuse alone and leave the others waiting.
            var totals = new GlobalNormalization(tensor(2f), tensor(14f));
            return Assert.ThrowsAny<ArgumentException>(
                () => new NLLLoss().Compute(ModelOutput.FromShard(logits, parallel), batch, totals)).Message;
        });
}
