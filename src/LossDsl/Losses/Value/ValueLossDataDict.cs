namespace LossDsl;

/// <summary>
/// The data dict of the value loss. Nothing is shifted: entry <c>t</c> of every tensor belongs to the value at position <c>t</c>.
/// </summary>
[DataDict]
public sealed partial record ValueLossDataDict : IMaskedBatch
{
    /// <summary>Token mask: which positions count. Exactly 0 means masked, any other value is a weight.</summary>
    [Tensor("B S", DType.Mask)]
    public required Tensor TokenMask { get; init; }

    /// <summary>Sample mask: which rows count. Exactly 0 means masked, any other value is a weight.</summary>
    [Tensor("B", DType.Mask)]
    public required Tensor SampleMask { get; init; }

    /// <summary>The return at each position.</summary>
    [Tensor("B S", DType.Float)]
    public required Tensor Returns { get; init; }

    /// <summary>The value at each position at the start of the step (the old value).</summary>
    [Tensor("B S", DType.Float)]
    public required Tensor Values { get; init; }

    bool IMaskedBatch.CountsEveryPosition => true;

    /// <summary>Undeclared values of the batch.</summary>
    [Extra]
    public IReadOnlyDictionary<string, object?> Extra { get; init; } = BatchedDataDict.EmptyExtra;
}
