namespace Wrong.AlignedScalar;

[DataDict]
public sealed partial record MaskBatch
{
    [Tensor("B S", Aligned = Token.This)] public required Tensor TokenMask { get; init; }
    [Tensor("", Aligned = /*LDSL1005*/Token.Next)] public required Tensor Temperature { get; init; }
}
