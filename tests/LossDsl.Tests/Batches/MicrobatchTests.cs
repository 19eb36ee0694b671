namespace LossDsl.Tests.Batches;

public sealed class MicrobatchTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Rows_that_belong_together_are_not_torn()
    {
        var exception = Assert.Throws<ArgumentException>(() => Batch.Dpo(4, 3).Bind().Microbatches(3));

        Assert.StartsWith("DPOLossDataDict: 2 rows belong together, so microbatches cannot have 3", exception.Message);
        Assert.Equal(2, Batch.Dpo(4, 3).Bind().Microbatches(2).Count());
    }

    [Theory]
    [InlineData(6, 1, "0 1:3 | 2 3 4:2")]
    [InlineData(9, 1, "0 1 2:3 | 3 4:2")]
    [InlineData(10, 1, "0 1 2:3 | 3 4:2")]
    [InlineData(12, 1, "0 1 2 3:3 | 4:2")]
    [InlineData(15, 1, "0 1 2 3 4:3")]
    [InlineData(2, 1, "0:3 | 1:1 | 2:2 | 3:1 | 4:2")]
    [InlineData(1, 1, "0:3 | 1:1 | 2:2 | 3:1 | 4:2")]
    [InlineData(8, 2, "0 1:4 | 2 3 4:2")]
    [InlineData(8, 100, "0:5 | 1:5 | 2:5 | 3:5 | 4:5")]
    public void A_budget_of_tokens_admits_rows_times_the_longest(long budget, long multiple, string expected)
    {
        var batch = Masked(length: 5, 3, 1, 2, 0, 2);

        var microbatches = batch.MicrobatchesByTokens(budget, multiple).ToList();

        Assert.Equal(expected, string.Join(" | ", microbatches.Select(
            micro => $"{((Tensor)micro.Extra["row"]!).Text()}:{micro.InputIds.size(1)}")));
    }

    [Fact]
    public void Microbatches_by_tokens_add_up_to_the_loss()
    {
        var batch = Masked(length: 6, 3, 6, 2, 0, 4);
        var logits = Batch.Logits(5, 6, float64);
        var (loss, totals) = (new NLLLoss(), GlobalNormalization.FromBatch(batch));
        var sum = 0.0;
        var row = 0L;
        foreach (var micro in batch.MicrobatchesByTokens(8))
        {
            var own = logits.narrow(0, row, micro.Rows).narrow(1, 0, micro.InputIds.size(1));
            sum += loss.Compute(own, micro, totals).Loss.item<double>();
            row += micro.Rows;
        }

        Assert.Equal(5, row);
        Assert.Equal(loss.Compute(logits, batch, totals).Loss.item<double>(), sum, tolerance: 1e-12);
    }

    [Fact]
    public void Pairs_share_a_microbatch_whatever_they_cost()
    {
        var batch = Batch.Dpo(6, 4).Bind() with { TokenMask = ones(6, 4) };

        Assert.Equal([2L, 2L, 2L], batch.MicrobatchesByTokens(3).Select(micro => micro.Rows));
    }

    [Fact]
    public void Lengths_can_be_given()
    {
        var batch = Masked(length: 5, 5, 5, 5);

        Assert.Equal([2L, 1L], batch.MicrobatchesByTokens(4, lengths: [2, 1, 3]).Select(micro => micro.Rows));
        Assert.Equal([2L, 3L], batch.MicrobatchesByTokens(4, lengths: [2, 1, 3]).Select(micro => micro.InputIds.size(1)));
        Assert.Throws<ArgumentException>(() => batch.MicrobatchesByTokens(4, lengths: [2, 1]));
    }

    [Fact]
    public void A_mask_that_starts_late_counts_from_the_first_token()
    {
        var batch = Masked(length: 4, 4);

        batch = batch with { TokenMask = tensor(new float[] { 0, 0, 0.5f, 0 }).view(1, 4) };

        Assert.Equal(3, Assert.Single(batch.MicrobatchesByTokens(100)).InputIds.size(1));
    }

    [Fact]
    public void Rows_in_the_order_of_their_lengths_need_little_padding()
    {
        var batch = Masked(length: 5, 3, 1, 2, 0, 2);

        var ordered = batch.SortByLength();

        Assert.Equal("3 1 2 4 0", ((Tensor)ordered.Extra["row"]!).Text());
        Assert.True((ordered.TokenMask == batch.TokenMask.index_select(0, tensor(new long[] { 3, 1, 2, 4, 0 }))).all().item<bool>());
        Assert.Equal([1L, 2, 3], ordered.MicrobatchesByTokens(4).Select(micro => micro.InputIds.size(1)));
        Assert.Equal(0, batch.Slice(0, 0).SortByLength().Rows);
    }

    [Fact]
    public void Rows_that_belong_together_are_ordered_as_one()
    {
        var mask = arange(4).unsqueeze(0) < tensor(new long[] { 4, 1, 2, 3, 1, 1 }).unsqueeze(1);
        var batch = Batch.Dpo(6, 4).Bind() with { InputIds = arange(6).unsqueeze(1) + zeros_like(mask, dtype: int64), TokenMask = mask.to(float32) };

        Assert.Equal("4 5 2 3 0 1", batch.SortByLength().InputIds.narrow(1, 0, 1).squeeze(1).Text());
        Assert.StartsWith(
            "DPOLossDataDict: 2 rows belong together, but there are 5",
            Assert.Throws<ArgumentException>(() => batch.Slice(0, 5).SortByLength()).Message);
    }

    private static NLLLossDataDict Masked(int length, params long[] used)
    {
        var rows = used.Length;
        return new NLLLossDataDict
        {
            InputIds = randint(0, Batch.Vocabulary, [rows, length], dtype: int64),
            TokenMask = (arange(length).unsqueeze(0) < tensor(used).unsqueeze(1)).to(float64),
            SampleMask = ones([rows], dtype: float64),
            Extra = new Dictionary<string, object?> { ["row"] = arange(rows) },
        };
    }
}
