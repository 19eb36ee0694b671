// Expected: nothing
using System.Linq;

class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var micros = batch.Microbatches(8).ToList();
        var whole = GlobalNormalization.FromBatch(batch);
        for (var i = 0; i < micros.Count; i++)
        {
            using var inner = NewDisposeScope();
            loss.Compute(model(micros[i].InputIds), micros[i], whole).Loss.backward();
        }

        optimizer.step();
    }
}
