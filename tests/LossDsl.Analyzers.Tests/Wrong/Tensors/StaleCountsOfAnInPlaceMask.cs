// LDSL5006 warning: These counts were taken before its mask was changed (line 8), so the loss is divided by what it does not see: count the batch that the step sees
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, NLLLossDataDict batch, Tensor isTooLong)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        batch.SampleMask.masked_fill_(isTooLong, 0);
        loss.Compute(model(batch.InputIds), batch, /*!*/totals).Loss.backward();
    }
}
