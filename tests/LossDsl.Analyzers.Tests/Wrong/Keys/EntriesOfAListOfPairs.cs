// LDSL2001 error: lacks the required key 'sample_mask'
static class Loader
{
    static NLLLossDataDict Load(Tensor ids, Tensor mask)
    {
        var pairs = new List<KeyValuePair<string, object?>> { new("input_ids", ids) };
        pairs.Add(KeyValuePair.Create("token_mask", (object?)mask));
        return new /*!*/BatchedDataDict<NLLLossDataDict>(pairs).Bind();
    }
}
