// LDSL5003 error: IMaskedBatch.TokenMask has entry t for token t, Shifted.TokenMask is declared for token t+1: every count would be off by one; declare Alignment = TokenAlignment.Current
[DataDict]
public sealed partial record Shifted : IMaskedBatch
{
    [Tensor("B S", DType.Integer, Alignment = TokenAlignment.Current, UpperBound = "V")] public required Tensor InputIds { get; init; }
    [Tensor("B S", DType.Mask, Alignment = /*!*/TokenAlignment.Next)] public required Tensor TokenMask { get; init; }
    [Tensor("B", DType.Mask)] public required Tensor SampleMask { get; init; }
}
