// LDSL5002 warning: The loss is already divided by the counts of the whole step, so the gradients of microbatches add up: dividing by count shrinks them
static class Trainer
{
    public static void Step(NLLLoss loss, nn.Module<Tensor, Tensor> model, NLLLossDataDict batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var count = 0;
        optimizer.zero_grad();
        foreach (var micro in batch.Microbatches(8))
        {
            loss.Compute(model.call(micro.InputIds), micro, totals).Loss.backward();
            count++;
        }

        foreach (var p in model.parameters())
        {
            if (p.grad is not null)
                /*!*/p.grad.div_(count);
        }

        optimizer.step();
    }
}
