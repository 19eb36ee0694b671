// LDSL1020 warning: differ only in case
[DataDict]
public sealed partial record Batch
{
    [Tensor("B S")] public required Tensor Ids { get; init; }
    [Tensor(/*!*/"B s")] public required Tensor Mask { get; init; }
}
