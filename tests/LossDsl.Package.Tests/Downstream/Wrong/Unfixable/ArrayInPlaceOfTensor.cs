namespace Wrong.ArrayInPlaceOfTensor;

[DataDict]
public sealed partial record RewardBatch
{
    [Tensor("B")] public required float[] /*LDSL1002*/Reward { get; init; }
}
