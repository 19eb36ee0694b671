// LDSL2002 error: did you mean 'token_weights'?
static class Trainer
{
    static Batch Bound(Tensor ids, Tensor mask)
    {
        const string prefix = "token";
        return new BatchedDataDict<Batch> { ["input_ids"] = ids, ["token_mask"] = mask, ["sample_mask"] = mask, [/*!*/$"{prefix}_weigths"] = mask }.Bind();
    }
}
[DataDict]
public sealed partial record Batch
{
    [Tensor("B S")] public required Tensor InputIds { get; init; }
    [Tensor("B S")] public required Tensor TokenMask { get; init; }
    [Tensor("B")] public required Tensor SampleMask { get; init; }
    [Tensor("B S")] public Tensor? TokenWeights { get; init; }
}
