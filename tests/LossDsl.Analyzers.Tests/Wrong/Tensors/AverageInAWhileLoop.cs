// LDSL5002 warning: The loss is already divided by the counts of the whole step, so the losses of microbatches add up: dividing by parts shrinks the gradient
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, int parts, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var begin = 0L;
        while (begin < batch.Rows)
        {
            var micro = batch.Slice(begin, Math.Min(begin + 8, batch.Rows));
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            (/*!*/value / parts).backward();
            begin += 8;
        }

        optimizer.step();
    }
}
