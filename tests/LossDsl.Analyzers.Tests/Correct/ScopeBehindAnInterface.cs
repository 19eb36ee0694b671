// Expected: nothing
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Epoch(IEnumerable<NLLLossDataDict> batches)
    {
        foreach (var batch in batches)
        {
            using var step = Begin();
            loss.Compute(model(batch.InputIds), batch, GlobalNormalization.FromBatch(batch)).Loss.backward();
            optimizer.step();
            optimizer.zero_grad();
        }
    }

    public void Again(IEnumerable<NLLLossDataDict> batches)
    {
        foreach (var batch in batches)
        {
            using (Begin())
            {
                loss.Compute(model(batch.InputIds), batch, GlobalNormalization.FromBatch(batch)).Loss.backward();
                optimizer.step();
            }
        }
    }

    private static IDisposable Begin() => NewDisposeScope();
}
