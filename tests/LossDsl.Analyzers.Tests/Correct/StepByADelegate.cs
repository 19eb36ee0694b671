// Expected: nothing
static class Trainer
{
    public static void Epoch(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict data, Action update)
    {
        foreach (var mini in data.Microbatches(64))
        {
            using var scope = NewDisposeScope();
            loss.Compute(model(mini.InputIds), mini, GlobalNormalization.FromBatch(mini)).Loss.backward();
            update();
        }
    }
}
