// Expected: nothing
static class Trainer
{
    public static void Step(
        NLLLoss loss, nn.Module<Tensor, Tensor> model, NLLLossDataDict batch, IProcessGroup processes, optim.Optimizer optimizer, int replicas)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        foreach (var micro in batch.Microbatches(8))
            loss.Compute(model.call(micro.InputIds), micro, totals).Loss.backward();
        foreach (var p in model.parameters())
        {
            if (p.grad is { } gradient)
            {
                processes.AllReduce(gradient);
                gradient.div_(replicas);
            }
        }

        optimizer.step();
    }
}
