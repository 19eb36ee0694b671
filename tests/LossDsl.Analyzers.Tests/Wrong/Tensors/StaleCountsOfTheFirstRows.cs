// LDSL5006 warning: before rows were dropped
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var kept = batch.Slice(0, 6);
        foreach (var micro in kept.Microbatches(2))
            loss.Compute(model(micro.InputIds), micro, /*!*/totals).Loss.backward();
        optimizer.step();
    }
}
