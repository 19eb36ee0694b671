// LDSL5002 warning: take their sum
using System.Linq;

class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        optimizer.zero_grad();
        var losses = batch.Microbatches(8).Select(micro => loss.Compute(model(micro.InputIds), micro, totals).Loss).ToArray();
        /*!*/cat(losses).mean().backward();

        optimizer.step();
    }
}
