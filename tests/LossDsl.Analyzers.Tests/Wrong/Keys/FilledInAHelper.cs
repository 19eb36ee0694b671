// LDSL2001 error: lacks the required key 'sample_mask'
static class Loader
{
    static NLLLossDataDict Load(Tensor ids)
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids };
        AddMask(batch, "token_mask", ones_like(ids));
        return batch.Bind();
    }

    private static void AddMask(BatchedDataDict batch, string key, Tensor mask) => batch[key] = mask;
}
