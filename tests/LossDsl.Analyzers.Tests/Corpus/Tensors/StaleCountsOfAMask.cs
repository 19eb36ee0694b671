// Expected: LDSL5006 at totals
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, Tensor isFinite, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.Of(batch);
        var masked = batch with { SampleMask = batch.SampleMask * isFinite };
        loss.Compute(model(masked.InputIds), masked, totals).Loss.backward();
        optimizer.step();
    }
}
