// LDSL2001 error: lacks the required key 'token_mask' (it has 'token_maks')
static class Loader
{
    static NLLLossDataDict Load(Tensor ids, Tensor mask)
    {
        var columns = new Dictionary<string, object?> { ["input_ids"] = ids, ["token_maks"] = mask, ["sample_mask"] = mask };
        return new /*!*/BatchedDataDict<NLLLossDataDict>(columns).Bind();
    }
}
