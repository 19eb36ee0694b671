// LDSL5004 warning: These are the counts of the microbatch 'micro.Bind()': the losses of the step then weigh a token by its microbatch; count the whole batch
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, BatchedDataDict<NLLLossDataDict> batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        foreach (var micro in batch.Microbatches(8))
        {
            var totals = GlobalNormalization.FromBatch(/*!*/micro.Bind());
            loss.Compute(model(micro.GetTensor("input_ids")), micro, totals).Loss.backward();
        }

        optimizer.step();
    }
}
