// Expected: nothing
static class Trainer
{
    public static double Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var (sum, count) = (zeros(1), 0);
        foreach (var micro in batch.Microbatches(8))
        {
            var value = loss.Compute(model(micro.InputIds), micro, totals).Loss;
            value.backward();
            value = value.detach() / 8;
            sum += value;
            count++;
        }

        optimizer.step();
        return (sum / count).item<float>();
    }
}
