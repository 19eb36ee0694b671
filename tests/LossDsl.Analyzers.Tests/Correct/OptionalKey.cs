// Expected: nothing
[LossConfig] public sealed partial record Config { public bool Weighted { get; init; } }
[DataDict]
public sealed partial record Batch
{
    [Tensor("B S")] public required Tensor Ids { get; init; }
    [Tensor("B S"), RequiredWhen<Config>(nameof(Config.Weighted))] public Tensor? Weights { get; init; }
}
static class Trainer
{
    static Batch Make(Tensor ids, Tensor? weights)
    {
        var batch = new BatchedDataDict<Batch> { [Batch.Keys.Ids] = ids };
        if (weights is not null)
            batch[Batch.Keys.Weights] = weights;
        return batch.Bind();
    }
}
