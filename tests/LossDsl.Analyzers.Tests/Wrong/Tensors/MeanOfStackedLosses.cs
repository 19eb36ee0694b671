// LDSL5002 warning: The losses are already divided by the counts of the whole step, so those of microbatches add up: their mean shrinks the gradient; take their sum
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var losses = new List<Tensor>();
        foreach (var micro in batch.Microbatches(8))
            losses.Add(loss.Compute(model(micro.InputIds), micro, totals).Loss);
        /*!*/stack(losses).mean().backward();
    }
}
