// Expected: nothing
static class Trainer
{
    public static void Step(NLLLoss loss, nn.Module<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer, double lossScale)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        foreach (var micro in batch.Microbatches(8))
            (loss.Compute(model.call(micro.InputIds), micro, totals).Loss * lossScale).backward();
        foreach (var p in model.parameters())
            p.grad?.div_(lossScale);
        optimizer.step();
    }
}
