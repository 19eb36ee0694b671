namespace LossDsl;

/// <summary>The common tensors of preference losses: <c>P</c> pairs, even rows chosen, odd rows rejected.</summary>
public abstract record PairsDataDict : IMaskedBatch
{
    /// <summary>Token ids.</summary>
    [Tensor("2*P S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")]
    public required Tensor InputIds { get; init; }

    /// <summary>Token mask: which tokens count. Exactly 0 means masked, any other value is a weight.</summary>
    [Tensor("2*P S", DType.Mask, Alignment = TokenAlignment.Current)]
    public required Tensor TokenMask { get; init; }

    /// <summary>
    /// Sample mask: exactly 0 means masked. A pair counts only if neither of its rows is masked; its weight is that of its chosen row.
    /// </summary>
    [Tensor("2*P", DType.Mask)]
    public required Tensor SampleMask { get; init; }

    bool IMaskedBatch.CountsInPairs => true;

    /// <summary>Undeclared values of the batch.</summary>
    [Extra]
    public IReadOnlyDictionary<string, object?> Extra { get; init; } = BatchedDataDict.EmptyExtra;
}
