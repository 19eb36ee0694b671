namespace Wrong.ShapeWithCommas;

[DataDict]
public sealed partial record MaskBatch
{
    // LDSL1003: B,
    [Tensor("B, S", DType.Mask)] public required Tensor TokenMask { get; init; }
}
