// LDSL5002 warning: The loss is already divided by the counts of the whole step, so the losses of microbatches add up: dividing by steps shrinks the gradient (in Backward)
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model)
{
    public void Step(NLLLossDataDict batch, int steps)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        foreach (var micro in batch.Microbatches(8))
        {
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            /*!*/Backward(value, steps);
        }
    }

    private static void Backward(Tensor value, int steps)
    {
        var scaled = value / steps;
        scaled.backward();
    }
}
