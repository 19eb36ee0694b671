// LDSL5004 warning: These are the counts of the microbatch 'micro': the losses of the step then weigh a token by its microbatch; count the whole batch
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, Device device, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        foreach (var rows in batch.Microbatches(8))
        {
            var micro = rows.To(device);
            var totals = GlobalNormalization.FromBatch(/*!*/micro);
            loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
        }

        optimizer.step();
    }
}
