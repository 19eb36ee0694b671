// LDSL5004 warning: These are the counts of the microbatch 'micro': the losses of the step then weigh a token by its microbatch; count the whole batch
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        foreach (var micro in batch.Microbatches(8))
        {
            var totals = /*!*/new GlobalNormalization(micro.SampleMask.sum(), micro.NextToken.TokenMask.sum());
            loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
        }

        optimizer.step();
    }
}
