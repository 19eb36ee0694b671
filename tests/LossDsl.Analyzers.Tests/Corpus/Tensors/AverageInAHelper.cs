// Expected: LDSL5002 at Scaled(value, steps)
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model)
{
    public void Step(NLLLossDataDict batch, int steps)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.Of(batch);
        foreach (var micro in batch.Microbatches(8))
        {
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            Scaled(value, steps).backward();
        }
    }

    private static Tensor Scaled(Tensor value, int steps) => value / steps;
}
