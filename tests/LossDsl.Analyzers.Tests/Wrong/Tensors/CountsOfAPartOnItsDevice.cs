// LDSL5004 warning: count the whole batch
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        foreach (var part in batch.To(CPU).Microbatches(8))
        {
            var micro = part.To(CPU);
            var totals = GlobalNormalization.FromBatch(/*!*/micro);
            loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
        }

        optimizer.step();
    }
}
