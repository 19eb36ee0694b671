namespace LossDsl;

/// <summary>What the batches of preference losses have in common: <c>P</c> pairs, even rows chosen, odd rows rejected.</summary>
public abstract record PairsDataDict : IMaskedBatch
{
    /// <summary>Token ids.</summary>
    [Tensor("2*P S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")]
    public required Tensor InputIds { get; init; }

    /// <summary>Which tokens count; exactly 0 means absent.</summary>
    [Tensor("2*P S", DType.Mask, Alignment = TokenAlignment.Current)]
    public required Tensor TokenMask { get; init; }

    /// <summary>
    /// Which rows count; exactly 0 means absent. A pair counts where both of its rows do, with the weight of its chosen row.
    /// </summary>
    [Tensor("2*P", DType.Mask)]
    public required Tensor SampleMask { get; init; }

    bool IMaskedBatch.CountsInPairs => true;

    /// <summary>What the batch carries beyond that.</summary>
    [Extra]
    public IReadOnlyDictionary<string, object?> Extra { get; init; } = BatchedDataDict.EmptyExtra;
}
