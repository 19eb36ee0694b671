namespace LossDsl.Tests.Packing;

/// <summary>Values of the batch beyond the end of a sequence are neither validated nor counted.</summary>
public sealed class ZeroPaddingTests : IDisposable
{
    private static Tensor Lengths => tensor(new long[] { 0, 3, 5 });

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // Three predictions of four equally likely tokens.
    [Fact]
    public void A_mask_of_ones_counts_what_the_sequences_hold()
    {
        var (loss, batch, logits) = (new NLLLoss().AsPacked(Lengths), Uniform(-100), zeros(1, 5, 4));

        foreach (var totals in new[] { GlobalNormalization.FromBatch(batch), GlobalNormalization.FromBatch(batch.Bind()), loss.ComputeTotals(batch), loss.ComputeTotals(batch.Bind()) })
        {
            Assert.Equal(Math.Log(4), loss.Compute(logits, batch, totals).Loss.item<float>(), 1e-6);
            Assert.Equal(Math.Log(4), loss.Compute(logits, batch.Bind(), totals).Loss.item<float>(), 1e-6);
        }

        Assert.Equal(3, loss.ComputeTotals(batch).ValidTokens!.item<double>());
        Assert.Equal(2, loss.ComputeTotals(batch).ValidSequences!.item<double>());
    }

    [Theory]
    [InlineData(-100)]
    [InlineData(-1)]
    [InlineData(4)]
    public void Any_id_may_stand_there(long id)
    {
        var (loss, batch, logits) = (new NLLLoss().AsPacked(Lengths), Uniform(id), zeros(1, 5, 4));
        Assert.Equal(Math.Log(4), loss.Compute(logits, batch, loss.ComputeTotals(batch)).Loss.item<float>(), 1e-6);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    public void Of_the_sequences_themselves_ids_are_checked(long row, long token)
    {
        var (loss, batch) = (new NLLLoss().AsPacked(Lengths), Uniform(0));
        batch.GetTensor("input_ids")[row, token] = tensor(-1L);
        var error = Assert.Throws<BatchValidationException>(() => loss.Compute(zeros(1, 5, 4), batch, loss.ComputeTotals(batch)));
        Assert.Equal(["input_ids"], error.Violations.Select(violation => violation.Key));
    }

    // One batch in two packed rows: the counts of the batch are not those of the sequences.
    [Fact]
    public void Counts_of_whole_rows_are_refused_where_they_cannot_be_mended()
    {
        var batch = Uniform(0).Bind();
        var (first, second) = (batch.Slice(0, 1), batch.Slice(1, 2));
        var (one, other) = (new NLLLoss().AsPacked(tensor(new long[] { 0, 3 })), new NLLLoss().AsPacked(tensor(new long[] { 0, 2 })));

        var error = Assert.Throws<ArgumentException>(() => one.Compute(zeros(1, 3, 4), first, GlobalNormalization.FromBatch(batch)));
        Assert.StartsWith("global_valid_toks: GlobalNormalization.FromBatch counts whole rows, in which token_mask selects 4 tokens "
            + "in this batch; the packed sequences hold 2 of them. ComputeTotals(batch) of the packed loss counts what they hold", error.Message);

        var totals = GlobalNormalization.Sum(one.ComputeTotals(first), other.ComputeTotals(second));
        Assert.Equal(3, totals.ValidTokens!.item<double>());
        Assert.Equal(Math.Log(4),
            one.Compute(zeros(1, 3, 4), first, totals).Loss.item<float>() + other.Compute(zeros(1, 2, 4), second, totals).Loss.item<float>(),
            1e-6);
    }

    [Fact]
    public void Counts_add_up_over_processes()
    {
        var (loss, batch) = (new NLLLoss().AsPacked(Lengths), Uniform(0));
        var counts = ThreadedProcessGroup.Run(2, group => loss.ComputeTotals(batch).AllReduce(group).ValidTokens!.item<double>());
        Assert.Equal([6, 6], counts);

        // Counting again would ignore the rows of the other process.
        var refusals = ThreadedProcessGroup.Run(2, group => Assert.Throws<ArgumentException>(
            () => loss.Compute(zeros(1, 5, 4), batch, GlobalNormalization.FromBatch(batch.Bind(), group))).Message);
        Assert.All(refusals, message => Assert.StartsWith("global_valid_toks: GlobalNormalization.FromBatch counts whole rows", message));
    }

    [Fact]
    public void Sequences_without_tokens_and_of_one_token()
    {
        foreach (var lengths in new[] { new long[] { 0, 0, 0 }, [0, 1, 2], [0, 0, 1] })
        {
            var (loss, batch) = (new NLLLoss().AsPacked(tensor(lengths)), Uniform(-1));
            var result = loss.Compute(zeros(1, lengths[^1], 4), batch, loss.ComputeTotals(batch));
            Assert.Equal(0, result.Loss.item<float>());
            Assert.Equal(0, loss.ComputeTotals(batch).ValidTokens!.item<double>());
        }
    }

    private static BatchedDataDict<NLLLossDataDict> Uniform(long beyond)
    {
        var ids = zeros([2, 5], dtype: int64);
        ids[0, 3..] = tensor(beyond);
        ids[1, 2..] = tensor(beyond);
        return new() { ["input_ids"] = ids, ["token_mask"] = ones(2, 5), ["sample_mask"] = ones(2) };
    }
}
