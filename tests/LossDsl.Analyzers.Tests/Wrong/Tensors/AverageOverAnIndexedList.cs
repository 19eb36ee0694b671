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
        for (var i = 0; i < parts.Count; i++)
        {
            var (value, _) = loss.Compute(model(parts[i].InputIds), parts[i], totals);
            value = /*!*/value / parts.Count;
            value.backward();
        }

        optimizer.step();
    }
}
