// LDSL5004 warning: These are the counts of the microbatch 'micro': the losses of the step then weigh a token by its microbatch; count the whole batch
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        Tensor? total = null;
        foreach (var micro in batch.MicrobatchesByTokens(4096))
        {
            var value = loss.Compute(model(micro.InputIds), micro, GlobalNormalization.FromBatch(/*!*/micro)).Loss;
            total = total is null ? value : total + value;
        }

        total!.backward();
        optimizer.step();
    }
}
