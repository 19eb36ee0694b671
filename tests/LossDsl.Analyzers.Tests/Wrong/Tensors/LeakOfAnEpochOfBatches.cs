// LDSL5001 warning: Nothing frees this loss, its graph and its metrics: open a dispose scope in the loop
static class Trainer
{
    public static void Train(NLLLoss loss, Func<Tensor, Tensor> model, IReadOnlyList<NLLLossDataDict> batches, optim.Optimizer optimizer)
    {
        for (var epoch = 0; epoch < 3; epoch++)
        {
            using var scope = NewDisposeScope();
            foreach (var batch in batches)
            {
                var (value, _) = loss./*!*/Compute(model(batch.InputIds), batch, GlobalNormalization.FromBatch(batch));
                value.backward();
                optimizer.step();
            }
        }
    }
}
