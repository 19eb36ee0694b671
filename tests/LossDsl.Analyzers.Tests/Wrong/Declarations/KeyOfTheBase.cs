// LDSL1004 error: which InputIds has already
[DataDict]
public partial record Parent
{
    [Tensor("B S")] public required Tensor InputIds { get; init; }
}
[DataDict]
public sealed partial record Child : Parent
{
    [Tensor("B S", Key = /*!*/"input_ids")] public required Tensor Other { get; init; }
}
