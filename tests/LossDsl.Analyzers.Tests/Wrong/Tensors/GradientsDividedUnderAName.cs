// LDSL5002 warning: The loss is already divided by the counts of the whole step, so the gradients of microbatches add up: dividing by steps shrinks them
static class Trainer
{
    public static void Step(NLLLoss loss, nn.Module<Tensor, Tensor> model, NLLLossDataDict batch, int steps, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        foreach (var micro in batch.Microbatches(8))
            loss.Compute(model.call(micro.InputIds), micro, totals).Loss.backward();
        foreach (var p in model.parameters())
        {
            if (p.grad is { } gradient)
                /*!*/gradient.mul_(1.0 / steps);
        }

        optimizer.step();
    }
}
