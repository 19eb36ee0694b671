namespace Refused.ContainerNotPartial;

public static class /*CS0260*/Contracts
{
    [DataDict]
    public sealed partial record /*LDSL1001*/RewardBatch
    {
        [Tensor("B")] public required Tensor Reward { get; init; }
    }
}

public abstract class Parameter
{
    public abstract void Take(BatchedDataDict<Contracts.RewardBatch> batch);
}
