// Expected: LDSL5002 at value.div_(4)
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.Of(batch);
        foreach (var micro in batch.Microbatches(8))
        {
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            value.div_(4);
            value.backward();
        }
    }
}
