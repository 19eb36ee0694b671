// Expected: nothing
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, int count, List<float> log)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        Tensor value;
        foreach (var micro in batch.Microbatches(8))
        {
            value = loss.Compute(model(micro.InputIds), micro, totals).Loss;
            value.backward();
            value /= count;
            value = value.detach();
        }
    }
}
