// LDSL5002 warning: take their sum
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        optimizer.zero_grad();
        var losses = new List<Tensor>();
        foreach (var micro in batch.Microbatches(8))
            losses.Add(loss.Compute(model(micro.InputIds), micro, totals).Loss);
        /*!*/stack(losses.ToArray()).mean(new long[] { 0 }).backward();

        optimizer.step();
    }
}
