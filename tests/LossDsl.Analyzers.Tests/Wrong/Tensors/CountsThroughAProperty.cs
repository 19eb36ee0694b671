// LDSL5004 warning: These are the counts of the microbatch 'item.Batch': the losses of the step then weigh a token by its microbatch; count the whole batch
using System.Linq;

static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        foreach (var item in batch.Microbatches(8).Select((micro, i) => (Batch: micro, Number: i)))
        {
            var totals = GlobalNormalization.FromBatch(/*!*/item.Batch);
            loss.Compute(model(item.Batch.InputIds), item.Batch, totals).Loss.backward();
        }

        optimizer.step();
    }
}
