namespace LossDsl.Tests.Batches;

/// <summary>Row operations of typed batches; <see cref="UntypedTests"/> tests those of untyped ones.</summary>
public sealed class RowOperationsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void A_slice_takes_rows_of_everything_that_has_rows()
    {
        var rows = Rollouts.Batch(4).Bind().Slice(1, 3);

        Assert.Equal("3 4 5 6 7 8", rows.InputIds.Text());
        Assert.Equal("2 3 2", rows.Hidden!.Size());
        Assert.Equal(2, rows.Rows);
        Assert.Equal("1 2", ((Tensor)rows.Extra["rewards"]!).Text());
        Assert.Equal(["prompt 1", "prompt 2"], Assert.IsType<List<string>>(rows.Extra["prompts"]));
        Assert.Equal([3, 3], Assert.IsType<int[]>(rows.Extra["lengths"]));
    }

    [Fact]
    public void What_belongs_to_the_whole_batch_goes_along()
    {
        var rows = Rollouts.Batch(4).Bind().Slice(1, 3);

        Assert.Equal(0.5f, rows.Temperature!.item<float>());
        Assert.Equal("11", ((Tensor)rows.Extra["weights"]!).Size());
        Assert.Equal("test", rows.Extra["source"]);
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(3, 2)]
    [InlineData(0, 5)]
    public void A_slice_has_rows_that_there_are(long begin, long end) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Rollouts.Batch(4).Bind().Slice(begin, end));

    [Fact]
    public void A_slice_may_be_empty()
    {
        var none = Rollouts.Batch(4).Bind().Slice(2, 2);

        Assert.Equal(0, none.Rows);
        Assert.Equal("0 3", none.InputIds.Size());
    }

    [Fact]
    public void Rows_are_selected_in_any_order_and_more_than_once()
    {
        var batch = Rollouts.Batch(3).Bind();

        var rows = batch.Select(2, 0, 2);
        var same = batch.Select(tensor(new[] { 2, 0, 2 }));

        Assert.Equal("6 7 8 0 1 2 6 7 8", rows.InputIds.Text());
        Assert.Equal(["prompt 2", "prompt 0", "prompt 2"], (List<string>)rows.Extra["prompts"]!);
        Assert.Equal(rows.InputIds.Text(), same.InputIds.Text());
        Assert.Equal("2 0 2", ((Tensor)same.Extra["rewards"]!).Text());
    }

    [Fact]
    public void A_row_that_is_not_there_is_named()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => Rollouts.Batch(3).Bind().Select(0, 3));

        Assert.Contains("the batch has the rows 0 to 2", exception.Message);
        Assert.Throws<ArgumentException>(() => Rollouts.Batch(3).Bind().Select(ones(2)));
    }

    [Fact]
    public void Rows_are_repeated_in_place()
    {
        var rows = Rollouts.Batch(2).Bind().Repeat(3);

        Assert.Equal("0 0 0 1 1 1", ((Tensor)rows.Extra["rewards"]!).Text());
        Assert.Equal("prompt 0|prompt 0|prompt 0|prompt 1|prompt 1|prompt 1", string.Join("|", (List<string>)rows.Extra["prompts"]!));
    }

    [Fact]
    public void Pairs_are_repeated_as_pairs()
    {
        var batch = Batch.Dpo(4, 1).Bind() with { InputIds = arange(4, dtype: int64).view(4, 1) };

        Assert.Equal("0 1 0 1 2 3 2 3", batch.Repeat(2).InputIds.Text());
    }

    [Fact]
    public void Rows_are_counted_by_the_smallest_shape()
    {
        var batch = RewardPairs.Batch(3).Bind();

        Assert.Equal("4 5 6 7 | 1", $"{batch.Slice(1, 2).InputIds.Text()} | {batch.Slice(1, 2).Margins.Text()}");
        Assert.Equal("8 9 10 11 0 1 2 3 | 2 0", $"{batch.Select(2, 0).InputIds.Text()} | {batch.Select(2, 0).Margins.Text()}");
    }

    [Fact]
    public void Entries_between_rows_are_sliced_but_not_selected()
    {
        var batch = RewardPairs.Batch(2).Bind() with { Starts = arange(5, dtype: int64) };

        Assert.Equal("2 3 4", batch.Slice(1, 2).Starts.Text());
        Assert.Contains("starts", Assert.Throws<ArgumentException>(() => batch.Select(1)).Message);
    }

    [Theory]
    [InlineData(5, 2, "3 2")]
    [InlineData(6, 3, "2 2 2")]
    [InlineData(7, 3, "3 2 2")]
    [InlineData(4, 4, "1 1 1 1")]
    public void Chunks_are_as_equal_as_can_be(int rows, int parts, string sizes)
    {
        var batch = Rollouts.Batch(rows).Bind();

        var chunks = batch.Chunk(parts);

        Assert.Equal(sizes, string.Join(" ", chunks.Select(chunk => chunk.Rows)));
        Assert.Equal(batch.InputIds.Text(), Rollouts.Concat(chunks).InputIds.Text());
    }

    [Fact]
    public void Chunks_do_not_tear_pairs_and_are_never_empty()
    {
        Assert.Equal([4L, 2L], Batch.Dpo(6, 2).Bind().Chunk(2).Select(chunk => chunk.Rows));
        Assert.Throws<ArgumentOutOfRangeException>(() => Batch.Dpo(6, 2).Bind().Chunk(4));
    }

    [Fact]
    public void Row_counts_that_disagree_are_named()
    {
        var batch = Rollouts.Batch(4).Bind();

        Assert.Equal(
            "sample_mask: expected 4 entries in dimension 0 for 4 rows, got [3]",
            Assert.Throws<ArgumentException>(() => (batch with { SampleMask = ones(3) }).Slice(0, 1)).Message);
        Assert.Equal(
            "names: a list has an element for each row; expected 4, got 1",
            Assert.Throws<ArgumentException>(
                () => (batch with { Extra = new Dictionary<string, object?> { ["names"] = new List<string> { "a" } } }).Slice(0, 1)).Message);
    }
}
