// Expected: nothing
static class Trainer
{
    public static void Epoch(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict data, optim.Optimizer optimizer)
    {
        foreach (var group in data.Microbatches(32))
        {
            var totals = GlobalNormalization.FromBatch(group);
            foreach (var micro in group.Microbatches(8))
            {
                using var scope = NewDisposeScope();
                loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
            }

            optimizer.step();
            optimizer.zero_grad();
        }
    }
}
