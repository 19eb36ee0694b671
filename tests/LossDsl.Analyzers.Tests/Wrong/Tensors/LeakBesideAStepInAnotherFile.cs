// LDSL5001 warning: open a dispose scope in the loop
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Epoch(IEnumerable<NLLLossDataDict> batches)
    {
        foreach (var batch in batches)
        {
            var (value, _) = loss./*!*/Compute(model(batch.InputIds), batch, GlobalNormalization.FromBatch(batch));
            value.backward();
            Optimizers.Apply(optimizer);
        }
    }
}
// Another file
static class Optimizers
{
    public static void Apply(optim.Optimizer optimizer)
    {
        optimizer.step();
        optimizer.zero_grad();
    }
}
