namespace Wrong.ShapeWithDivision;

[DataDict]
public sealed partial record MaskBatch
{
    [Tensor("B S")] public required Tensor TokenMask { get; init; }
    // LDSL1003: S/2
    [Tensor("B S/2")] public required Tensor Pooled { get; init; }
}
