// LDSL2001 error: lacks the required key 'sample_mask' (set to null)
static class Loader
{
    static NLLLossDataDict Load(Tensor ids, Tensor mask) =>
        new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask, ["sample_mask"] = null }.Bind();
}
