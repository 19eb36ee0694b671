// Expected: nothing
using System.Threading; using System.Threading.Tasks;
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public async Task Epoch(IAsyncEnumerable<NLLLossDataDict> batches, CancellationToken cancellation)
    {
        await foreach (var batch in batches.WithCancellation(cancellation))
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var totals = GlobalNormalization.FromBatch(batch);
            foreach (var micro in batch.Microbatches(8))
            {
                using var inner = NewDisposeScope();
                loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
            }

            optimizer.step();
            await Task.Yield();
        }
    }
}
