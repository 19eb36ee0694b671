// Expected: nothing
using System.Linq;

static class Ensemble
{
    // Each model has its own loss of the whole batch.
    public static void Step(NLLLoss loss, IReadOnlyList<nn.Module<Tensor, Tensor>> models, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        foreach (var model in models)
        {
            var totals = GlobalNormalization.FromBatch(batch);
            (loss.Compute(model.call(batch.InputIds), batch, totals).Loss / models.Count).backward();
        }

        optimizer.step();
    }
}
