// LDSL5004 warning: These are the counts of the microbatch 'micro': the losses of the step then weigh a token by its microbatch; count the whole batch
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        GlobalNormalization totals;
        foreach (var micro in batch.Microbatches(8))
        {
            totals = GlobalNormalization.FromBatch(/*!*/micro);
            loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
        }

        optimizer.step();
    }
}
