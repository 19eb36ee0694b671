// LDSL5002 warning: The loss is already divided by the counts of the whole step, so the losses of microbatches add up: dividing by micros.Count shrinks the gradient
using System.Linq;

static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var micros = batch.Microbatches(8).ToList();
        micros.ForEach(micro =>
        {
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            (/*!*/value / micros.Count).backward();
        });
    }
}
