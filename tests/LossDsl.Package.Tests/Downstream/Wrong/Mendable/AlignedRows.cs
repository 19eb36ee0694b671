namespace Wrong.AlignedRows;

[DataDict]
public sealed partial record MaskBatch
{
    [Tensor("B S", Aligned = Token.This)] public required Tensor TokenMask { get; init; }
    [Tensor("B", Aligned = /*LDSL1005*/Token.This)] public required Tensor SampleMask { get; init; }
}
