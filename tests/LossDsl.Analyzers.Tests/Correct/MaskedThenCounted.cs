// Expected: nothing
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, Tensor keep)
    {
        using var scope = NewDisposeScope();
        batch = batch with { SampleMask = batch.SampleMask * keep };
        var totals = GlobalNormalization.FromBatch(batch);
        optimizer.zero_grad();
        foreach (var micro in batch.Microbatches(8))
            loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
        optimizer.step();
    }
}
