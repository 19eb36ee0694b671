// LDSL5002 warning: dividing by parts.Count
using System.Linq;

class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        optimizer.zero_grad();
        var parts = batch.Microbatches(8).ToList();
        var total = parts.Aggregate(zeros(1), (sum, micro) => sum + loss.Compute(model(micro.InputIds), micro, totals).Loss);
        (/*!*/total / parts.Count).backward();

        optimizer.step();
    }
}
