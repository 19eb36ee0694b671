// LDSL1021 error: only indices are below a length
[DataDict]
public sealed partial record Batch
{
    [Tensor("B S V", DType.Float, UpperBound = /*!*/"V")] public required Tensor Logits { get; init; }
}
