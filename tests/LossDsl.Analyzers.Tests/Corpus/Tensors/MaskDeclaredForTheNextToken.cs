// Expected: LDSL5003 at Token.Next
[DataDict]
public sealed partial record Shifted : IMaskedBatch
{
    [Tensor("B S", DType.Integer, Aligned = Token.This, Below = "V")] public required Tensor InputIds { get; init; }
    [Tensor("B S", DType.Mask, Aligned = Token.Next)] public required Tensor TokenMask { get; init; }
    [Tensor("B", DType.Mask)] public required Tensor SampleMask { get; init; }
}
