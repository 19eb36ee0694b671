// LDSL5002 warning: dividing by count
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        optimizer.zero_grad();
        var total = zeros(1);
        var count = 0;
        foreach (var micro in batch.Microbatches(8))
        {
            total += loss.Compute(model(micro.InputIds), micro, totals).Loss;
            count++;
        }

        (/*!*/total / count).backward();

        optimizer.step();
    }
}
