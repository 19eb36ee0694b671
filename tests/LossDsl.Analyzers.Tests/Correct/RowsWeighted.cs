// Expected: nothing
static class Trainer
{
    // One value a row: their weights are the caller's.
    public static void Step(Func<Tensor, Tensor> model, NLLLossDataDict batch, Tensor weights, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var perRow = new NLLLoss(dpoLoss: true);
        var totals = GlobalNormalization.FromBatch(batch);
        var (values, _) = perRow.Compute(model(batch.InputIds), batch, totals);
        (values * weights).mean().backward();
        optimizer.step();
    }
}
