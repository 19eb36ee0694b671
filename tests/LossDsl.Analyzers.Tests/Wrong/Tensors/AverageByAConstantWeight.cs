// LDSL5002 warning: dividing by 4
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int unused)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        optimizer.zero_grad();
        const double weight = 1.0 / 4;
        foreach (var micro in batch.Microbatches(8))
        {
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            (/*!*/value * weight).backward();
        }

        optimizer.step();
    }
}
