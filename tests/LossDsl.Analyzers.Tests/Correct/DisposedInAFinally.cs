// Expected: nothing
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Epoch(IEnumerable<NLLLossDataDict> batches)
    {
        foreach (var batch in batches)
        {
            optimizer.zero_grad();
            var result = loss.Compute(model(batch.InputIds), batch, GlobalNormalization.FromBatch(batch));
            try
            {
                result.Loss.backward();
                optimizer.step();
            }
            finally
            {
                result.Dispose();
            }
        }
    }
}
