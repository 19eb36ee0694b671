namespace Wrong.TensorThatCannotBeSet;

[DataDict]
public sealed partial record RewardBatch
{
    [Tensor("B")] public required Tensor Reward { get; init; }
    [Tensor("B")] public Tensor? /*LDSL1002*/Bonus { get; }
}
