// LDSL2001 error: lacks the required key 'token_mask'
static class Trainer
{
    static void Step(NLLLoss loss, Tensor logits, Tensor ids, Tensor mask)
    {
        using var scope = NewDisposeScope();
        BatchedDataDict<NLLLossDataDict> batch = /*!*/new() { ["input_ids"] = ids, ["sample_mask"] = mask };
        var totals = GlobalNormalization.FromBatch(batch);
        var (value, metrics) = loss.Compute(totals: totals, data: batch, output: logits);
        value.backward();
        Console.WriteLine(metrics.Read()["loss"]);
    }
}
