// LDSL2001 error: BatchedDataDict<NLLLossDataDict> lacks the required key 'sample_mask'
static class Loader
{
    static NLLLossDataDict Load(Tensor ids, Tensor mask)
    {
        var batch = new /*!*/BatchedDataDict { ["input_ids"] = ids, ["token_mask"] = mask };
        return NLLLossDataDict.Bind(batch);
    }
}
