// LDSL5002 warning: dividing by accumulate
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        optimizer.zero_grad();
        Tensor One(NLLLossDataDict micro)
        {
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            return value;
        }

        foreach (var micro in batch.Microbatches(8))
            (/*!*/One(micro) / accumulate).backward();

        optimizer.step();
    }
}
