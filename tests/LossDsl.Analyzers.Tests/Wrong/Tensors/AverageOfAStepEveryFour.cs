// LDSL5002 warning: The loss is already divided by the counts of the whole step, so the losses of microbatches add up: dividing by 4 shrinks the gradient
static class Trainer
{
    public static void Epoch(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        var totals = GlobalNormalization.FromBatch(batch);
        var i = 0;
        foreach (var micro in batch.Microbatches(8))
        {
            using var scope = NewDisposeScope();
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            (/*!*/value / 4).backward();
            if (++i % 4 == 0)
            {
                optimizer.step();
                optimizer.zero_grad();
            }
        }
    }
}
