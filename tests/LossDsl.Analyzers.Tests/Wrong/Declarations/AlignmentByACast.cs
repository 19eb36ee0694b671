// LDSL1017 error: no member of TokenAlignment
[DataDict]
public sealed partial record Batch
{
    [Tensor("B S", Alignment = /*!*/(TokenAlignment)9)] public required Tensor Ids { get; init; }
}
