namespace Wrong.ResultWithoutScope;

static class Trainer
{
    public static void Run(NLLLoss loss, IEnumerable<NLLLossDataDict> batches, Func<Tensor, Tensor> model, TorchSharp.Modules.AdamW optimizer)
    {
        foreach (var batch in batches)
        {
            var totals = GlobalNormalization.FromBatch(batch);
            foreach (var micro in batch.Microbatches(8))
            {
                var (value, _) = loss./*LDSL5001*/Compute(model(micro.InputIds), micro, totals);
                value.backward();
            }

            optimizer.step();
        }
    }
}
