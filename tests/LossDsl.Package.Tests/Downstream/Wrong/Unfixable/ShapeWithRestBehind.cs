namespace Wrong.ShapeWithRestBehind;

[DataDict]
public sealed partial record MaskBatch
{
    // LDSL1003: ...
    [Tensor("B ...")] public required Tensor TokenMask { get; init; }
}
