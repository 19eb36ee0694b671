// LDSL5002 warning: dividing by accumulate
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        optimizer.zero_grad();
        foreach (var micro in batch.Microbatches(8))
        {
            using var inner = NewDisposeScope();
            if (loss.Compute(model(micro.InputIds), micro, totals) is { Loss: var value })
                (/*!*/value / accumulate).backward();
        }

        optimizer.step();
    }
}
