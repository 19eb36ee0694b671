// LDSL1017 error: no member of Token
[DataDict]
public sealed partial record Batch
{
    [Tensor("B S", Aligned = /*!*/(Token)9)] public required Tensor Ids { get; init; }
}
