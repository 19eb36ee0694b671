// Expected: nothing
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    private static IDisposable Begin() => NewDisposeScope();
    public void Epoch(IEnumerable<NLLLossDataDict> batches)
    {
        foreach (var batch in batches)
        {
            using (Begin())
            {
                optimizer.zero_grad();
                loss.Compute(model(batch.InputIds), batch, GlobalNormalization.FromBatch(batch)).Loss.backward();
                optimizer.step();
            }
        }
    }
}
