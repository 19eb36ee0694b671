namespace Wrong.KeyThatGetsLost;

[DataDict]
public sealed partial record RewardBatch
{
    [Tensor("B")] public required Tensor Reward { get; init; }
}

static class Trainer
{
    public static void Fill(BatchedDataDict<RewardBatch> batch, Tensor lengths) => batch[/*LDSL2002*/"lengths"] = lengths;
}
