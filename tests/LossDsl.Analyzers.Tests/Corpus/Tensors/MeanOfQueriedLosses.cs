// Expected: LDSL5002 at mean(stack(losses))
using System.Linq;

static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.Of(batch);
        var losses = batch.Microbatches(8).Select(micro => loss.Compute(model(micro.InputIds), micro, totals).Loss).ToArray();
        mean(stack(losses)).backward();
    }
}
