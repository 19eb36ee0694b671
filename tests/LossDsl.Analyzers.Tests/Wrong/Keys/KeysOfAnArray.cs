// LDSL2001 error: lacks the required key 'sample_mask'
static class Loader
{
    static NLLLossDataDict Load(IReadOnlyDictionary<string, Tensor> columns)
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict>();
        foreach (var key in new[] { "input_ids", "token_mask" })
            batch[key] = columns[key];
        return batch.Bind();
    }
}
