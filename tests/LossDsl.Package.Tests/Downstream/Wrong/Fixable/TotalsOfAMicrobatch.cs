namespace Wrong.TotalsOfAMicrobatch;

static class Trainer
{
    public static void Step(NLLLoss loss, NLLLossDataDict batch, Func<Tensor, Tensor> model)
    {
        foreach (var micro in batch.Microbatches(8))
        {
            using var scope = NewDisposeScope();
            var totals = GlobalNormalization.FromBatch(/*LDSL5004*/micro);
            loss.Compute(model(micro.InputIds), micro, totals).Loss.backward();
        }
    }
}
