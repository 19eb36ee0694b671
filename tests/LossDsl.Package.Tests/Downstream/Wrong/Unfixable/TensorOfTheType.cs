namespace Wrong.TensorOfTheType;

[DataDict]
public sealed partial record RewardBatch
{
    [Tensor("B")] public required Tensor Reward { get; init; }
    [Tensor("B")] public static Tensor? /*LDSL1002*/Bonus { get; set; }
}
