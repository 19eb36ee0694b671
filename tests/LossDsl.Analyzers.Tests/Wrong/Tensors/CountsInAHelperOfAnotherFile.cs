// LDSL5004 warning: count the whole batch
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model)
{
    public void Step(NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        foreach (var micro in batch.Microbatches(8))
            loss.Compute(model(micro.InputIds), micro, Normalizers./*!*/Count(micro)).Loss.backward();
    }
}
// Another file
static class Normalizers
{
    public static GlobalNormalization Count(NLLLossDataDict batch) => GlobalNormalization.FromBatch(batch);
}
