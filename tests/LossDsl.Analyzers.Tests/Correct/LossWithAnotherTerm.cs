// Expected: nothing
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, (Tensor Logits, Tensor Balance)> model, NLLLossDataDict batch, int layers, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        foreach (var micro in batch.Microbatches(8))
        {
            var (logits, balance) = model(micro.InputIds);
            var (value, _) = loss.Compute(logits, micro, totals);
            (value + 0.01 * balance / layers).backward();
        }

        optimizer.step();
    }
}
