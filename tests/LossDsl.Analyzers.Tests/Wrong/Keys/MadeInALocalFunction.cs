// LDSL2001 error: lacks the required key 'sample_mask'
static class Trainer
{
    static void Step(NLLLoss loss, Tensor logits, Tensor ids, Tensor mask)
    {
        var batch = Make();
        loss.Compute(logits, batch, GlobalNormalization.FromBatch(batch));

        BatchedDataDict<NLLLossDataDict> Make() => new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask };
    }
}
