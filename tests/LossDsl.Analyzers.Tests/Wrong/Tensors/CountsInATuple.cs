// LDSL5004 warning: count the whole batch
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        foreach (var micro in batch.Microbatches(8))
        {
            var (part, totals) = (micro, GlobalNormalization.FromBatch(/*!*/micro));
            loss.Compute(model(part.InputIds), part, totals).Loss.backward();
        }

        optimizer.step();
    }
}
