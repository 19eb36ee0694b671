// LDSL5002 warning: dividing by accumulate shrinks them
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, nn.Module net, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch, int accumulate)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        optimizer.zero_grad();
        foreach (var micro in batch.Microbatches(8))
            loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
        foreach (var parameter in net.parameters())
        {
            if (parameter.grad is { } grad)
                /*!*/grad.mul_(1.0 / accumulate);
        }

        optimizer.step();
    }
}
