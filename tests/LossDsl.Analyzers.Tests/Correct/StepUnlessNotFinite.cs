// Expected: nothing
static class Trainer
{
    public static void Epoch(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict data, optim.Optimizer optimizer)
    {
        foreach (var mini in data.Microbatches(32))
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var (value, _) = loss.Compute(model(mini.InputIds), mini, GlobalNormalization.FromBatch(mini));
            value.backward();
            if (!double.IsNaN(value.item<float>()))
                optimizer.step();
        }
    }
}
