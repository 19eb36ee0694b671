// LDSL2002 error: 'token_maks' is not a key of Batch; the similar key 'token_mask' is already present
[DataDict]
public sealed partial record Batch
{
    [Tensor("B S")] public required Tensor InputIds { get; init; }
    [Tensor("B S")] public required Tensor TokenMask { get; init; }
}

static class Trainer
{
    static Batch Bound(Tensor ids, Tensor mask) =>
        new BatchedDataDict<Batch> { ["input_ids"] = ids, ["token_mask"] = mask, [/*!*/"token_maks"] = mask }.Bind();
}
