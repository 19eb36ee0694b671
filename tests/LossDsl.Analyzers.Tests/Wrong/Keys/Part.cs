// LDSL2001 error: lacks the required key 'sample_mask'
static class Trainer
{
    static NLLLossDataDict Step(Tensor ids, Tensor mask)
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask };
        return batch.To(CPU).Slice(0, 2).Bind();
    }
}
