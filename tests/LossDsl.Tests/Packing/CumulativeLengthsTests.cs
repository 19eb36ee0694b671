namespace LossDsl.Tests.Packing;

/// <summary>
/// Invalid cumulative lengths are refused when the loss is wrapped; those that do not fit the batch, when it is called.
/// </summary>
public sealed class CumulativeLengthsTests : IDisposable
{
    private static readonly NLLLoss Loss = new();

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(new long[] { 1, 4 }, null, "cu_seqlens_q: cumulative lengths start at 0, got 1")]
    [InlineData(new long[] { 0, 4, 3 }, null, "cu_seqlens_q: cumulative lengths never decrease, but entry 2 is 3 after 4")]
    [InlineData(new long[] { 0, 4, 7 }, new long[] { 0, 8, 6 },
        "cu_seqlens_q_padded: cumulative lengths never decrease, but entry 2 is 6 after 8")]
    [InlineData(new long[] { 0, 4, 7 }, new long[] { 0, 4, 6 },
        "cu_seqlens_q_padded: sequence 1 has 3 tokens by cu_seqlens_q, but only 2 positions")]
    [InlineData(new long[] { 0, 4, 7 }, new long[] { 0, 8 },
        "cu_seqlens_q_padded: expected 3 entries like cu_seqlens_q, got 2")]
    [InlineData(new long[] { 0 }, null,
        "cu_seqlens_q: expected integers of shape [n+1] for n sequences, at least one; got int64 [1]")]
    public void Malformed(long[] unpadded, long[]? padded, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => Loss.AsPacked(tensor(unpadded), padded is null ? null : tensor(padded)));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_wrong_type_or_rank()
    {
        Assert.Contains("got float32 [2]", Assert.Throws<ArgumentException>(() => Loss.AsPacked(tensor(new[] { 0f, 4f }))).Message);
        Assert.Contains("got int64 [1, 2]", Assert.Throws<ArgumentException>(() => Loss.AsPacked(tensor(new long[] { 0, 4 }).unsqueeze(0))).Message);
        Assert.Equal("cu_seqlens_q", Assert.Throws<ArgumentNullException>(() => Loss.AsPacked(null!)).ParamName);
    }

    [Fact]
    public void That_were_disposed()
    {
        var (lengths, padded) = (tensor(new long[] { 0, 4 }), tensor(new long[] { 0, 5 }));
        padded.Dispose();
        Assert.StartsWith("cu_seqlens_q_padded has been disposed", Assert.Throws<ArgumentException>(() => Loss.AsPacked(lengths, padded)).Message);
    }

    [Theory]
    [InlineData(new long[] { 0, 3, 6, 9 }, 9, "cu_seqlens_q: expected 3 entries for the 2 rows of the batch, got 4")]
    [InlineData(new long[] { 0, 3 }, 3, "cu_seqlens_q: expected 3 entries for the 2 rows of the batch, got 2")]
    [InlineData(new long[] { 0, 3, 9 }, 9, "cu_seqlens_q: sequence 1 has 6 tokens, but the rows of the batch have 5")]
    [InlineData(new long[] { 0, 3, 7 }, 6, "next_token_logits: expected [1, 7, V], got [1, 6, 7]")]
    [InlineData(new long[] { 0, 3, 7 }, 8, "next_token_logits: expected [1, 7, V], got [1, 8, 7]")]
    public void That_do_not_fit(long[] lengths, long positions, string violation)
    {
        var batch = Batch.Nll(2, 5);
        var packed = Loss.AsPacked(tensor(lengths, dtype: int32));

        var error = Assert.Throws<BatchValidationException>(
            () => packed.Compute(Batch.Logits(1, positions), batch, GlobalNormalization.FromBatch(batch)));

        Assert.Contains(violation, error.Violations.Select(found => $"{found.Key}: {found.Problem}"));
    }

    [Fact]
    public void An_id_beyond_the_vocabulary_is_refused_as_without_packing()
    {
        var batch = Batch.Nll(2, 5);
        batch["input_ids"] = full([2, 5], Batch.Vocabulary, dtype: int64);
        var packed = Loss.AsPacked(tensor(new long[] { 0, 3, 7 }));

        var error = Assert.Throws<BatchValidationException>(
            () => packed.Compute(Batch.Logits(1, 7), batch, GlobalNormalization.FromBatch(batch)));

        Assert.Equal(["input_ids"], error.Violations.Select(violation => violation.Key));
    }

    [Fact]
    public void A_sequence_without_tokens_adds_nothing()
    {
        var batch = Batch.Nll(2, 5);
        batch["token_mask"] = ones(2, 5);
        var both = Loss.AsPacked(tensor(new long[] { 0, 3, 3 }));
        var totals = both.ComputeTotals(batch);
        var logits = Batch.Logits(1, 3);

        var alone = both.Compute(logits, batch, totals);
        var first = Loss.AsPacked(tensor(new long[] { 0, 3 })).Compute(logits, batch.Bind().Slice(0, 1), totals);

        Assert.Equal(first.Loss.item<float>(), alone.Loss.item<float>());
    }
}
