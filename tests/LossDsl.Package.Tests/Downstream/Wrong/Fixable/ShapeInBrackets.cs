namespace Wrong.ShapeInBrackets;

[DataDict]
public sealed partial record MaskBatch
{
    // LDSL1003: [B,
    [Tensor("[B, S]")] public required Tensor TokenMask { get; init; }
}
