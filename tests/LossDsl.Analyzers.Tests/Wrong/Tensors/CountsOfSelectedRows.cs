// LDSL5004 warning: These are the counts of the microbatch 'micro': the losses of the step then weigh a token by its microbatch; count the whole batch
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, Tensor order, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < 4; i++)
        {
            var micro = batch.Select(order.narrow(0, 8 * i, 8));
            loss.Compute(model(micro.InputIds), micro, GlobalNormalization.FromBatch(/*!*/micro)).Loss.backward();
        }

        optimizer.step();
    }
}
