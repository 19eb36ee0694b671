// LDSL5002 warning: the gradients of microbatches add up: dividing by count shrinks them
static class Trainer
{
    public static void Step(NLLLoss loss, nn.Module<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var count = 0;
        foreach (var micro in batch.Microbatches(8))
        {
            loss.Compute(model.call(micro.InputIds), micro, totals).Loss.backward();
            count++;
        }

        foreach (var p in model.parameters())
            p.grad?/*!*/.div_(count);
        optimizer.step();
    }
}
