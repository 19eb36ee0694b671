// Expected: nothing
static class Trainer
{
    // Whether rows were dropped is not known where the counts are used.
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, bool isShort, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        if (isShort)
        {
            batch = batch.Slice(0, 4);
            totals = GlobalNormalization.FromBatch(batch);
        }

        loss.Compute(model(batch.InputIds), batch, totals).Loss.backward();
        optimizer.step();
    }
}
