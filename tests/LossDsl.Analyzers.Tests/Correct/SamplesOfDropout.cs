// Expected: nothing
static class Trainer
{
    public static void Step(NLLLoss loss, nn.Module<Tensor, Tensor> model, NLLLossDataDict batch, int samples, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        optimizer.zero_grad();
        for (var i = 0; i < samples; i++)
            (loss.Compute(model.call(batch.InputIds), batch, totals).Loss / samples).backward();
        optimizer.step();
    }
}
