namespace Wrong.AlignedRows;

[DataDict]
public sealed partial record MaskBatch
{
    [Tensor("B S", Alignment = TokenAlignment.Current)] public required Tensor TokenMask { get; init; }
    [Tensor("B", Alignment = /*LDSL1005*/TokenAlignment.Current)] public required Tensor SampleMask { get; init; }
}
