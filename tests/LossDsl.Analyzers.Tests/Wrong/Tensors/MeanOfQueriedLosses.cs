// LDSL5002 warning: The losses are already divided by the counts of the whole step, so those of microbatches add up: their mean shrinks the gradient; take their sum
using System.Linq;

static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var losses = batch.Microbatches(8).Select(micro => loss.Compute(model(micro.InputIds), micro, totals).Loss).ToArray();
        /*!*/mean(stack(losses)).backward();
    }
}
