namespace LossDsl;

/// <summary>Required keys of the negative log-likelihood loss.</summary>
[DataDict]
public sealed partial record NLLLossDataDict : IMaskedBatch
{
    /// <summary>Token ids.</summary>
    [Tensor("B S", DType.Integer, Aligned = Token.This, Below = "V")]
    public required Tensor InputIds { get; init; }

    /// <summary>Which tokens are trained on; exactly 0 means absent, any other value is a weight.</summary>
    [Tensor("B S", DType.Mask, Aligned = Token.This)]
    public required Tensor TokenMask { get; init; }

    /// <summary>Which rows count; exactly 0 means absent, any other value is a weight.</summary>
    [Tensor("B", DType.Mask)]
    public required Tensor SampleMask { get; init; }

    /// <summary>What the batch carries beyond that.</summary>
    [Extra]
    public IReadOnlyDictionary<string, object?> Extra { get; init; } = BatchedDataDict.NothingExtra;
}
