namespace LossDsl.Tests.Batches;

/// <summary>Row operations of untyped batches: rows are the first dimension of tensors, and the elements of lists.</summary>
public sealed class UntypedTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    private static BatchedDataDict Problems() => new()
    {
        ["problem_id"] = new List<int> { 0, 1, 2, 3 },
        ["input_ids"] = arange(8, dtype: int64).view(4, 2),
        ["name"] = "a batch",
        ["step"] = tensor(5L),
    };

    [Fact]
    public void Lists_travel_with_tensors_and_the_rest_goes_along()
    {
        var rows = Problems().Slice(1, 3);

        Assert.Equal(["problem_id", "input_ids", "name", "step"], rows.Keys);
        Assert.Equal([1, 2], Assert.IsType<List<int>>(rows["problem_id"]));
        Assert.Equal("2 3 4 5", rows.GetTensor("input_ids").Text());
        Assert.Equal("a batch", rows["name"]);
        Assert.Equal(5, rows.GetTensor("step").item<long>());
    }

    [Fact]
    public void All_operations_are_those_of_typed_batches()
    {
        var batch = Problems();

        Assert.Equal("6 7 0 1", batch.Select(3, 0).GetTensor("input_ids").Text());
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3], (List<int>)batch.Repeat(2)["problem_id"]!);
        Assert.Equal([2L, 2L], batch.Chunk(2).Select(chunk => chunk.Rows));
        Assert.Equal([3L, 1L], batch.Microbatches(3).Select(micro => micro.Rows));
        Assert.Equal("0 1 7 2 3 7 4 5 7 6 7 7", batch.PadTo(3, padId: 7).GetTensor("input_ids").Text());
        Assert.Equal("0 1 2 3 4 5 6 7 0 1", BatchedDataDict.Concat([batch, batch.Slice(0, 1)]).GetTensor("input_ids").Text());
        Assert.Equal(ScalarType.Float32, batch.Map(tensor => tensor.to(float32)).GetTensor("input_ids").dtype);
    }

    [Fact]
    public void A_batch_with_a_data_dict_keeps_it()
    {
        BatchedDataDict<Rollouts> rows = Rollouts.Batch(4).Slice(0, 2);

        Assert.Equal(2, rows.Bind().Rows);
        Assert.Equal(4, Rollouts.Batch(2).Repeat(2).Bind().Rows);
        Assert.Equal(4, BatchedDataDict<Rollouts>.Concat([rows, rows]).Bind().Rows);
        Assert.Equal(2, RewardPairs.Batch(2).Rows);
        Assert.Equal("4 5 6 7", RewardPairs.Batch(2).Slice(1, 2).Bind().InputIds.Text());
    }

    [Fact]
    public void A_budget_of_tokens_reads_the_mask_of_that_key()
    {
        var batch = Problems();
        batch["token_mask"] = tensor(new long[] { 1, 0, 1, 0, 1, 1, 1, 1 }).view(4, 2);

        Assert.Equal([2L, 1L, 1L], batch.MicrobatchesByTokens(3).Select(micro => micro.Rows));
        Assert.Equal(1, batch.MicrobatchesByTokens(3).First().GetTensor("input_ids").size(1));
        Assert.Equal([1L, 1L], Rollouts.Batch(2).MicrobatchesByTokens(3).Select(micro => micro.Rows));
    }

    [Fact]
    public void Rows_that_disagree_are_named()
    {
        var batch = Problems();
        batch["rewards"] = ones(5);

        Assert.Equal(
            "the tensors of the batch have different numbers of rows: problem_id has 4, rewards has 5",
            Assert.Throws<ArgumentException>(() => batch.Slice(0, 1)).Message);
        Assert.Throws<ArgumentException>(() => batch.Rows);
        Assert.Equal(0, new BatchedDataDict { ["name"] = "x" }.Rows);
    }

    [Fact]
    public void Disposing_a_batch_disposes_its_tensors()
    {
        var batch = Problems();

        batch.Dispose();

        Assert.True(batch.GetTensor("input_ids").IsInvalid);
        Assert.True(batch.GetTensor("step").IsInvalid);
    }
}
