// Expected: nothing
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Epoch(IEnumerable<NLLLossDataDict> batches)
    {
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var result = loss.Compute(model(batch.InputIds), batch, GlobalNormalization.FromBatch(batch));
            Log.Mean(result.Loss, 4);
            result.Loss.backward();
            optimizer.step();
        }
    }
}
// Another file
static class Log
{
    public static void Mean(Tensor value, int ranks) => Console.WriteLine((value / ranks).item<float>());
}
