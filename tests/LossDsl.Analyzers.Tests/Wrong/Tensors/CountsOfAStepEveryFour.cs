// LDSL5004 warning: These are the counts of the microbatch 'micro': the losses of the step then weigh a token by its microbatch; count the whole batch
static class Trainer
{
    public static void Epoch(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        var i = 0;
        foreach (var micro in batch.Microbatches(8))
        {
            using var scope = NewDisposeScope();
            loss.Compute(model(micro.InputIds), micro, GlobalNormalization.FromBatch(/*!*/micro)).Loss.backward();
            if ((++i % 4) == 0)
            {
                optimizer.step();
                optimizer.zero_grad();
            }
        }
    }
}
