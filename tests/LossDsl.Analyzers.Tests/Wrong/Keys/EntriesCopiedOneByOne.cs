// LDSL2001 error: lacks the required key 'sample_mask'
static class Loader
{
    static NLLLossDataDict Load(Tensor ids, Tensor mask)
    {
        var columns = new Dictionary<string, Tensor> { ["input_ids"] = ids, ["token_mask"] = mask };
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict>();
        foreach (var (key, value) in columns)
            batch[key] = value;
        return batch.Bind();
    }
}
