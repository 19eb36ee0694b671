// Expected: nothing
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict all, IProcessGroup processes, int rank, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var mine = all.Chunk(4)[rank];
        var totals = GlobalNormalization.FromBatch(mine, processes);
        foreach (var micro in mine.Microbatches(8))
            loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
        optimizer.step();
    }
}
