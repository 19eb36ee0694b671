// Expected: LDSL5006 at totals
using System.Linq;

static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, double[] rewards, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.Of(batch);
        var kept = batch.Select(Enumerable.Range(0, rewards.Length).Where(i => rewards[i] > 0).Select(i => (long)i).ToArray());
        loss.Compute(model(kept.InputIds), kept, totals).Loss.backward();
        optimizer.step();
    }
}
