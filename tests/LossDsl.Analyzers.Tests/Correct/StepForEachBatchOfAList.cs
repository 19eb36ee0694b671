// Expected: nothing
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Epoch(IReadOnlyList<NLLLossDataDict> batches)
    {
        for (var i = 0; i < batches.Count; i++)
        {
            using var scope = NewDisposeScope();
            var batch = batches[i].To(CUDA);
            optimizer.zero_grad();
            loss.Compute(model(batch.InputIds), batch, GlobalNormalization.FromBatch(batch)).Loss.backward();
            optimizer.step();
        }
    }
}
