// LDSL5002 warning: The loss is already divided by the counts of the whole step, so the losses of microbatches add up: dividing by _accumulationSteps shrinks the gradient
class Trainer(NLLLoss loss, nn.Module<Tensor, Tensor> model)
{
    private readonly int _accumulationSteps = 4;
    private GlobalNormalization? _totals;

    public void Step(NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        _totals = GlobalNormalization.FromBatch(batch);
        foreach (var micro in batch.Microbatches(batch.Rows / _accumulationSteps))
        {
            var (value, _) = loss.Compute(model.call(micro.InputIds), micro, _totals);
            (/*!*/value / _accumulationSteps).backward();
        }
    }
}
