// LDSL5002 warning: The loss is already divided by the counts of the whole step, so the losses of microbatches add up: dividing by parts.Length shrinks the gradient
using System.Linq;

static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var parts = batch.Microbatches(8).ToArray();
        Tensor total = zeros(1);
        for (var i = 0; i < parts.Length; i++)
        {
            var (value, _) = loss.Compute(model(parts[i].InputIds), parts[i], totals);
            total += /*!*/value / parts.Length;
        }

        total.backward();
    }
}
