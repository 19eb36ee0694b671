// LDSL5002 warning: The losses are already divided by the counts of the whole step, so those of microbatches add up: their mean shrinks the gradient; take their sum
using System.Linq;

static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var micros = batch.Microbatches(8).ToArray();
        var losses = new Tensor[micros.Length];
        for (var i = 0; i < micros.Length; i++)
            losses[i] = loss.Compute(model(micros[i].InputIds), micros[i], totals).Loss;
        /*!*/stack(losses).mean().backward();
    }
}
