namespace Wrong.KeyTwice;

[DataDict]
public sealed partial record MaskBatch
{
    [Tensor("B S")] public required Tensor TokenMask { get; init; }
    [Tensor("B S", Key = /*LDSL1004*/"token_mask")] public required Tensor Mask { get; init; }
}
