// Expected: nothing
using System.Linq;

class Trainer(NLLLoss loss, nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    // Four batches make a step: all of them are counted first.
    public void Train(IEnumerable<NLLLossDataDict> loader)
    {
        foreach (var group in loader.Chunk(4))
        {
            using var scope = NewDisposeScope();
            var counts = group.Select(GlobalNormalization.FromBatch).ToList();
            var totals = new GlobalNormalization(
                stack(counts.Select(part => part.ValidSequences!)).sum(), stack(counts.Select(part => part.ValidTokens!)).sum());
            foreach (var batch in group)
                loss.Compute(model.call(batch.InputIds), batch, totals).Loss.backward();
            optimizer.step();
            optimizer.zero_grad();
        }
    }
}
