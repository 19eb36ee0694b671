// LDSL5004 warning: These are the counts of the microbatch 'chunk': the losses of the step then weigh a token by its microbatch; count the whole batch
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        foreach (var chunk in batch.Chunk(4))
            loss.Compute(model(chunk.InputIds), chunk, GlobalNormalization.FromBatch(/*!*/chunk)).Loss.backward();
        optimizer.step();
    }
}
