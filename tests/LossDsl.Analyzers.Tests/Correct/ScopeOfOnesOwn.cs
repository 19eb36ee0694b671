// Expected: nothing
sealed class StepScope : IDisposable
{
    private readonly IDisposable _inner = NewDisposeScope();

    public void Dispose() => _inner.Dispose();
}

class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Epoch(IEnumerable<NLLLossDataDict> batches)
    {
        foreach (var batch in batches)
        {
            using var step = new StepScope();
            loss.Compute(model(batch.InputIds), batch, GlobalNormalization.FromBatch(batch)).Loss.backward();
            optimizer.step();
            optimizer.zero_grad();
        }
    }
}
