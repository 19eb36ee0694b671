// LDSL5006 warning: These counts were taken before rows were dropped (line 8), so the loss is divided by what it does not see: count the batch that the step sees
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model)
{
    public void Step(NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        batch = Filtered(batch);
        loss.Compute(model(batch.InputIds), batch, /*!*/totals).Loss.backward();
    }

    private static NLLLossDataDict Filtered(NLLLossDataDict batch) => batch.Select((batch.SampleMask > 0).nonzero().flatten());
}
