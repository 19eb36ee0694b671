// LDSL1017 error: not a member of DType
[DataDict]
public sealed partial record Batch
{
    [Tensor("B S", /*!*/(DType)77)] public required Tensor Ids { get; init; }
}
