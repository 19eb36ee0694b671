// LDSL5006 warning: before its mask was changed
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        batch = batch with { TokenMask = batch.TokenMask * 0 };
        loss.Compute(model(batch.InputIds), batch, /*!*/totals).Loss.backward();
        optimizer.step();
    }
}
