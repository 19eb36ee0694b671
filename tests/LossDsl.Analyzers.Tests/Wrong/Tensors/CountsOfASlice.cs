// LDSL5004 warning: These are the counts of the microbatch 'micro': the losses of the step then weigh a token by its microbatch; count the whole batch
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        for (var begin = 0L; begin < batch.Rows; begin += 8)
        {
            var micro = batch.Slice(begin, Math.Min(begin + 8, batch.Rows));
            loss.Compute(model(micro.InputIds), micro, GlobalNormalization.FromBatch(/*!*/micro)).Loss.backward();
        }

        optimizer.step();
    }
}
