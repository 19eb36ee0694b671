namespace Wrong.NotPartial;

[DataDict]
public sealed record /*LDSL1001*/RewardBatch
{
    [Tensor("B")] public required Tensor Reward { get; init; }
}
