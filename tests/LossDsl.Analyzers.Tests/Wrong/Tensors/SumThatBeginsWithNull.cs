// LDSL5002 warning: The loss is already divided by the counts of the whole step, so the losses of microbatches add up: dividing by parts.Count shrinks the gradient
using System.Linq;

static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var parts = batch.Microbatches(8).ToList();
        Tensor? sum = null;
        foreach (var part in parts)
        {
            var (value, _) = loss.Compute(model(part.InputIds), part, totals);
            sum = sum is null ? value : sum + value;
        }

        (/*!*/sum! / parts.Count).backward();
    }
}
