// LDSL5006 warning: These counts were taken before rows were dropped (line 10), so the loss is divided by what it does not see: count the batch that the step sees
using System.Linq;

static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, double[] rewards, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var kept = batch.Select(Enumerable.Range(0, rewards.Length).Where(i => rewards[i] > 0).Select(i => (long)i).ToArray());
        loss.Compute(model(kept.InputIds), kept, /*!*/totals).Loss.backward();
        optimizer.step();
    }
}
