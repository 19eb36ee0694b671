namespace Wrong.BoundOfTwoNames;

[DataDict]
public sealed partial record IdBatch
{
    [Tensor("B S", DType.Integer, UpperBound = /*LDSL1003*/"V W")] public required Tensor InputIds { get; init; }
}
