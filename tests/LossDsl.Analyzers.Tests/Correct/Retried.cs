// Expected: nothing
static class Trainer
{
    public static void Step(NLLLoss loss, nn.Module<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var rows = 32L;
        while (true)
        {
            try
            {
                optimizer.zero_grad();
                foreach (var micro in batch.Microbatches(rows))
                    loss.Compute(model.call(micro.InputIds), micro, totals).Loss.backward();
                break;
            }
            catch (OutOfMemoryException) when (rows > 1)
            {
                rows /= 2;
            }
        }

        optimizer.step();
    }
}
