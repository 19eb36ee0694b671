// Expected: nothing
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, double temperature, int heads)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        optimizer.zero_grad();
        foreach (var micro in batch.Microbatches(8))
        {
            var logits = model(micro.InputIds) / heads;
            loss.Compute(logits / temperature, micro, totals).Loss.backward();
        }

        optimizer.step();
    }
}
