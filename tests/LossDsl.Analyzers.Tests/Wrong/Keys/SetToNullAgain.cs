// LDSL2001 error: lacks the required key 'token_mask' (set to null)
static class Loader
{
    static NLLLossDataDict Load(Tensor ids, Tensor mask)
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask, ["sample_mask"] = mask };
        batch["token_mask"] = default(Tensor);
        return batch.Bind();
    }
}
