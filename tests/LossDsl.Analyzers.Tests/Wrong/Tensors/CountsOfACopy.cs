// LDSL5004 warning: These are the counts of the microbatch 'padded': the losses of the step then weigh a token by its microbatch; count the whole batch
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        foreach (var micro in batch.Microbatches(8))
        {
            var padded = (micro with { InputIds = micro.InputIds.to(int32) }).PadTo(64);
            var totals = GlobalNormalization.FromBatch(/*!*/padded);
            loss.Compute(model(padded.InputIds), padded, totals).Loss.backward();
        }

        optimizer.step();
    }
}
