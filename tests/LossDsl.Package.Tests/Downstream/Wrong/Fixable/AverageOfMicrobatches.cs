namespace Wrong.AverageOfMicrobatches;

static class Trainer
{
    public static void Step(NLLLoss loss, NLLLossDataDict batch, Func<Tensor, Tensor> model, GlobalNormalization totals, int count)
    {
        foreach (var micro in batch.Microbatches(8))
        {
            using var scope = NewDisposeScope();
            (/*LDSL5002*/loss.Compute(model(micro.InputIds), micro, totals).Loss / count).backward();
        }
    }
}
