// LDSL2001 error: lacks the required key 'sample_mask'
static class Loader
{
    static NLLLossDataDict Load(Tensor ids, Tensor mask) =>
        new /*!*/BatchedDataDict<NLLLossDataDict>(new Dictionary<string, object?> { ["input_ids"] = ids, ["token_mask"] = mask }).Bind();
}
