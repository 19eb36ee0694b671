namespace Wrong.ContainerNotPartial;

public static class Contracts
{
    [DataDict]
    public sealed partial record /*LDSL1001*/RewardBatch
    {
        [Tensor("B")] public required Tensor Reward { get; init; }
    }
}
