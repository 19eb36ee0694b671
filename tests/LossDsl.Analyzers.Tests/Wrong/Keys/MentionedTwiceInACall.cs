// LDSL2001 error: BatchedDataDict<NLLLossDataDict> lacks the required key 'sample_mask'
static class Trainer
{
    static LossResult<NLLMetrics> Step(NLLLoss loss, Tensor logits, Tensor ids, Tensor mask)
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask };
        return loss.Compute(logits, batch, GlobalNormalization.FromBatch(batch));
    }
}
