// LDSL2001 error: lacks the required key 'token_mask'
static class Trainer
{
    static void Run(NLLLoss loss, Tensor logits, Tensor ids, Tensor mask)
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask, ["sample_mask"] = mask };
        batch.Remove("token_mask");
        using var result = loss.Compute(logits, batch, GlobalNormalization.FromBatch(batch));
    }
}
