// LDSL5002 warning: dividing by 4 shrinks the gradient
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Epoch(NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        optimizer.zero_grad();
        foreach (var micro in batch.Microbatches(8))
        {
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            Gradients.Take(/*!*/value / 4);
        }

        Gradients.Apply(optimizer);
    }
}
// Another file
static class Gradients
{
    public static void Take(Tensor value)
    {
        value.backward();
    }

    public static void Apply(optim.Optimizer optimizer)
    {
        optimizer.step();
    }
}
