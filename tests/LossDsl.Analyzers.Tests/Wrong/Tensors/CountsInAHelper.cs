// LDSL5004 warning: These are the counts of the microbatch 'rows': the losses of the step then weigh a token by its microbatch; count the whole batch
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Step(NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        foreach (var micro in batch.Microbatches(8))
            /*!*/Value(micro).backward();
        optimizer.step();
    }

    private Tensor Value(NLLLossDataDict rows) => loss.Compute(model(rows.InputIds), rows, GlobalNormalization.FromBatch(rows)).Loss;
}
