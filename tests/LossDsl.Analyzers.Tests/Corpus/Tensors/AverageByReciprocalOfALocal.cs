// Expected: LDSL5002 at scale * value
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, int steps)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.Of(batch);
        var scale = 1f / steps;
        foreach (var micro in batch.Microbatches(8))
        {
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            var scaled = scale * value;
            scaled.backward();
        }
    }
}
