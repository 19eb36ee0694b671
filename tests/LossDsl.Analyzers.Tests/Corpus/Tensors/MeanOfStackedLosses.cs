// Expected: LDSL5002 at stack(losses).mean()
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.Of(batch);
        var losses = new List<Tensor>();
        foreach (var micro in batch.Microbatches(8))
            losses.Add(loss.Compute(model(micro.InputIds), micro, totals).Loss);
        stack(losses).mean().backward();
    }
}
