// LDSL2001 error: lacks the required key 'sample_mask'
static class Loader
{
    static NLLLossDataDict Load(Tensor ids, Tensor mask)
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict>();
        try
        {
            batch["input_ids"] = ids;
        }
        finally
        {
            batch["token_mask"] = mask;
        }

        return batch.Bind();
    }
}
