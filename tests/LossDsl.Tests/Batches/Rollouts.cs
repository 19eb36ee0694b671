namespace LossDsl.Tests.Batches;

/// <summary>A batch with all kinds of entries: per token, per row, per batch, optional, undeclared.</summary>
[DataDict]
internal sealed partial record Rollouts : IMaskedBatch
{
    [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")]
    public required Tensor InputIds { get; init; }

    [Tensor("B S", DType.Mask, Alignment = TokenAlignment.Current)]
    public required Tensor TokenMask { get; init; }

    [Tensor("B", DType.Mask)]
    public required Tensor SampleMask { get; init; }

    [Tensor("B S width=2", DType.Float, Alignment = TokenAlignment.Next)]
    public Tensor? Hidden { get; init; }

    [Tensor("", DType.Float32)]
    public Tensor? Temperature { get; init; }

    [Extra]
    public IReadOnlyDictionary<string, object?> Extra { get; init; } = BatchedDataDict.EmptyExtra;

    /// <summary>Rows of three tokens: 0 1 2, 3 4 5 and so on.</summary>
    public static BatchedDataDict<Rollouts> Batch(int rows) => new()
    {
        ["input_ids"] = arange(3 * rows, dtype: int64).view(rows, 3),
        ["token_mask"] = ones(rows, 3),
        ["sample_mask"] = ones(rows),
        ["hidden"] = arange(6 * rows, dtype: float32).view(rows, 3, 2),
        ["temperature"] = tensor(0.5f),
        ["rewards"] = arange(rows, dtype: float32),
        ["prompts"] = Enumerable.Range(0, rows).Select(row => $"prompt {row}").ToList(),
        ["lengths"] = Enumerable.Repeat(3, rows).ToArray(),
        ["weights"] = ones(rows + 7),
        ["source"] = "test",
    };
}

/// <summary>Pairs of rows and one number per pair: a row of this batch is a pair.</summary>
[DataDict]
internal sealed partial record RewardPairs
{
    [Tensor("2*P S", DType.Integer, Alignment = TokenAlignment.Current)]
    public required Tensor InputIds { get; init; }

    [Tensor("P")]
    public required Tensor Margins { get; init; }

    [Tensor("2*P+1", DType.Integer)]
    public Tensor? Starts { get; init; }

    public static BatchedDataDict<RewardPairs> Batch(int pairs) => new()
    {
        ["input_ids"] = arange(4 * pairs, dtype: int64).view(2 * pairs, 2),
        ["margins"] = arange(pairs, dtype: float32),
    };
}

/// <summary>Formats tensors as text.</summary>
internal static class TensorText
{
    public static string Text(this Tensor? tensor) =>
        tensor is null ? "null" : string.Join(" ", tensor.to(int64).ToArray<long>());

    public static string Size(this Tensor tensor) => string.Join(" ", tensor.shape);
}
