// LDSL5006 warning: These counts were taken before its mask was changed (line 8), so the loss is divided by what it does not see: count the batch that the step sees
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, Tensor isFinite, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var masked = batch with { SampleMask = batch.SampleMask * isFinite };
        loss.Compute(model(masked.InputIds), masked, /*!*/totals).Loss.backward();
        optimizer.step();
    }
}
