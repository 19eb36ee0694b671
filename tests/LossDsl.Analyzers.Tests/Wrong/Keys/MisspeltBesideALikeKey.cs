// LDSL2002 error: 'reward_sum' is not a key of Batch; did you mean 'reward_std'?
[DataDict]
public sealed partial record Batch
{
    [Tensor("B S")] public required Tensor InputIds { get; init; }
    [Tensor("B")] public required Tensor RewardNum { get; init; }
    [Tensor("B")] public required Tensor RewardStd { get; init; }
}

static class Trainer
{
    static Batch Bound(Tensor ids, Tensor first, Tensor second)
    {
        var batch = new BatchedDataDict<Batch> { ["input_ids"] = ids, ["reward_num"] = first };
        batch.Add(/*!*/"reward_sum", second);
        return batch.Bind();
    }
}
