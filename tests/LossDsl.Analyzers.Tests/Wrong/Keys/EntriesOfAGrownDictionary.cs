// LDSL2001 error: lacks the required key 'token_mask'
static class Trainer
{
    static NLLLossDataDict Run(Tensor ids, Tensor rows)
    {
        var entries = new Dictionary<string, object?> { { "input_ids", ids } };
        entries["sample_mask"] = rows;
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict>(entries);
        return batch.Bind();
    }
}
