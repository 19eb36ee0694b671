// LDSL5006 warning: These counts were taken before rows were dropped (line 9), so the loss is divided by what it does not see: count the batch that the step sees
static class Trainer
{
    public static void Step(NLLLoss loss, Func<Tensor, Tensor> model, BatchedDataDict<NLLLossDataDict> batch, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var keep = (batch.GetTensor("sample_mask") > 0).nonzero().squeeze(-1);
        batch = batch.Select(keep);
        foreach (var micro in batch.Microbatches(8))
            loss.Compute(model(micro.GetTensor("input_ids")), micro, /*!*/totals).Loss.backward();
        optimizer.step();
    }
}
