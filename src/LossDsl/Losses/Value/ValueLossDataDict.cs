namespace LossDsl;

/// <summary>Required keys of the value loss. Nothing is shifted: entry <c>t</c> of all is of the value at position <c>t</c>.</summary>
[DataDict]
public sealed partial record ValueLossDataDict : IMaskedBatch
{
    /// <summary>Which positions count; exactly 0 means absent, any other value is a weight.</summary>
    [Tensor("B S", DType.Mask)]
    public required Tensor TokenMask { get; init; }

    /// <summary>Which rows count; exactly 0 means absent, any other value is a weight.</summary>
    [Tensor("B", DType.Mask)]
    public required Tensor SampleMask { get; init; }

    /// <summary>The return of each position.</summary>
    [Tensor("B S", DType.Float)]
    public required Tensor Returns { get; init; }

    /// <summary>The value of each position at the start of the step.</summary>
    [Tensor("B S", DType.Float)]
    public required Tensor Values { get; init; }

    bool IMaskedBatch.CountsEveryPosition => true;

    /// <summary>What the batch carries beyond that.</summary>
    [Extra]
    public IReadOnlyDictionary<string, object?> Extra { get; init; } = BatchedDataDict.EmptyExtra;
}
