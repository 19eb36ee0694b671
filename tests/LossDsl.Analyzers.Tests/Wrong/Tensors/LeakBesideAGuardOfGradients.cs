// LDSL5001 warning: Nothing frees this loss, its graph and its metrics: open a dispose scope in the loop
static class Trainer
{
    public static void Train(NLLLoss loss, Func<Tensor, Tensor> model, IReadOnlyList<NLLLossDataDict> batches, optim.Optimizer optimizer)
    {
        foreach (var batch in batches)
        {
            using var enabled = enable_grad();
            var (value, _) = loss./*!*/Compute(model(batch.InputIds), batch, GlobalNormalization.FromBatch(batch));
            value.backward();
            optimizer.step();
        }
    }
}
