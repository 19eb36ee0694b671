// Expected: nothing
abstract class Trainer(NLLLoss loss, Func<Tensor, Tensor> model)
{
    protected abstract void Update(Tensor value);

    public void Run(NLLLossDataDict data, int parts)
    {
        foreach (var mini in data.Microbatches(8))
        {
            using var scope = NewDisposeScope();
            Update(loss.Compute(model(mini.InputIds), mini, GlobalNormalization.FromBatch(mini)).Loss);
        }
    }
}
