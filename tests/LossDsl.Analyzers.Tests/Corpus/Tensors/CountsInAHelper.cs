// Expected: LDSL5004 at Value(micro)
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        foreach (var micro in batch.Microbatches(8))
            Value(micro).backward();
        optimizer.step();
    }

    private Tensor Value(NLLLossDataDict rows) => loss.Compute(model(rows.InputIds), rows, GlobalNormalization.Of(rows)).Loss;
}
