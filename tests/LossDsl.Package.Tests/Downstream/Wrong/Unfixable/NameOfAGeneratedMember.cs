namespace Wrong.NameOfAGeneratedMember;

[DataDict]
public sealed partial record RowsBatch
{
    [Tensor("B S")] public required Tensor InputIds { get; init; }
    [Tensor("B")] public required Tensor /*LDSL1010*/Rows { get; init; }
}
