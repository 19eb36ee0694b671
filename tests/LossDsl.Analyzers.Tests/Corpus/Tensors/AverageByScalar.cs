// Expected: LDSL5002 at value / steps.ToScalar()
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, int steps)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.Of(batch);
        foreach (var micro in batch.Microbatches(8))
        {
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            (value / steps.ToScalar()).backward();
        }
    }
}
