namespace Wrong.AbstractBatch;

[DataDict]
public abstract partial record /*LDSL1012*/PairsBatch
{
    [Tensor("2*P S")] public required Tensor InputIds { get; init; }
}
