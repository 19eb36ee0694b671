// Expected: nothing
class Trainer(NLLLoss loss, nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Epoch(NLLLossDataDict data)
    {
        foreach (var mini in data.Microbatches(64))
        {
            using var scope = NewDisposeScope();
            var (value, _) = loss.Compute(model.call(mini.InputIds), mini, GlobalNormalization.FromBatch(mini));
            Updates.Make(optimizer, value / 2);
        }
    }
}
// Another file
static class Updates
{
    // It stands at the place of the loop in the other file.
    public static void Make(optim.Optimizer optimizer, Tensor value)
    {
        optimizer.zero_grad();
        value.backward();
        for (var i = 0; i < 3; i++)
            GC.KeepAlive(value);
        optimizer.step();
    }
}
