// LDSL5002 warning: The loss is already divided by the counts of the whole step, so the losses of microbatches add up: dividing by count shrinks the gradient
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var total = zeros(1);
        var count = 0;
        foreach (var micro in batch.Microbatches(8))
        {
            total = total + loss.Compute(model(micro.InputIds), micro, totals).Loss;
            count++;
        }

        (/*!*/total / count).backward();
    }
}
