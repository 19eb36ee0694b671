namespace LossDsl.Tests.Batches;

public sealed class TokenOperationsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Rows_are_padded_on_the_right_ids_with_theirs_and_masks_with_0()
    {
        var padded = Rollouts.Batch(2).Bind().PadTo(4, padId: 9);

        Assert.Equal("0 1 2 9 3 4 5 9", padded.InputIds.Text());
        Assert.Equal("1 1 1 0 1 1 1 0", padded.TokenMask.Text());
        Assert.Equal("0 1 2 3 4 5 0 0 6 7 8 9 10 11 0 0", padded.Hidden.Text());
        Assert.Equal("1 1", padded.SampleMask.Text());
        Assert.Equal("0 1", ((Tensor)padded.Extra["rewards"]!).Text());
    }

    [Fact]
    public void A_multiple_already_stays_and_a_bool_mask_stays_one()
    {
        var batch = Rollouts.Batch(2).Bind() with { TokenMask = ones(2, 3) > 0 };

        Assert.Equal("2 3", batch.PadTo(3).InputIds.Size());
        Assert.Equal(ScalarType.Bool, batch.PadTo(2).TokenMask.dtype);
        Assert.Equal("1 1 1 0 1 1 1 0", batch.PadTo(2).TokenMask.Text());
    }

    [Fact]
    public void Undeclared_tensors_of_rows_and_tokens_are_padded_too()
    {
        var batch = Rollouts.Batch(2);
        batch["entropy"] = ones(2, 3);

        Assert.Equal("1 1 1 0 1 1 1 0", ((Tensor)batch.Bind().PadTo(4).Extra["entropy"]!).Text());
    }

    [Fact]
    public void Rows_are_truncated_as_views()
    {
        var batch = Rollouts.Batch(2).Bind();

        var shorter = batch.Truncate(2);

        Assert.Equal("0 1 3 4", shorter.InputIds.Text());
        Assert.Equal("2 2 2", shorter.Hidden!.Size());
        batch.InputIds[1, 1] = tensor(7L);
        Assert.Equal("0 1 3 7", shorter.InputIds.Text());
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Truncate(4));
    }

    [Fact]
    public void Padding_does_not_change_a_loss()
    {
        var batch = Batch.Nll(3, 5).Bind();
        var logits = Batch.Logits(3, 5);
        var totals = GlobalNormalization.FromBatch(batch);

        using var plain = new NLLLoss().Compute(logits, batch, totals);
        using var padded = new NLLLoss().Compute(nn.functional.pad(logits, [0, 0, 0, 3]), batch.PadTo(8), totals);

        Assert.Equal(plain.Loss.item<float>(), padded.Loss.item<float>(), tolerance: 1e-6);
    }

    [Fact]
    public void Tokens_that_nothing_tells_of_are_no_guess()
    {
        var untyped = new BatchedDataDict { ["token_mask"] = ones(2, 3) };

        Assert.Contains("nothing tells", Assert.Throws<InvalidOperationException>(() => untyped.PadTo(4)).Message);
        Assert.Equal(
            "token_mask: expected 3 entries in dimension 1 for 3 tokens, got [2, 4]",
            Assert.Throws<ArgumentException>(
                () => (Rollouts.Batch(2).Bind() with { TokenMask = ones(2, 4) }).PadTo(4)).Message);
    }
}
