namespace Wrong.AlignedScalar;

[DataDict]
public sealed partial record MaskBatch
{
    [Tensor("B S", Alignment = TokenAlignment.Current)] public required Tensor TokenMask { get; init; }
    [Tensor("", Alignment = /*LDSL1005*/TokenAlignment.Next)] public required Tensor Temperature { get; init; }
}
