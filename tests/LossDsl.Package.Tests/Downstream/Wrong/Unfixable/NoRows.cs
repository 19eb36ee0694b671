namespace Wrong.NoRows;

[DataDict]
public sealed partial record /*LDSL1011*/PointsBatch
{
    [Tensor("_ 3")] public required Tensor Points { get; init; }
}
