// LDSL2001 error: lacks the required key 'sample_mask'
static class Loader
{
    static NLLLossDataDict Load(Tensor ids, Tensor? mask)
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask };
        batch["token_mask"] ??= ones_like(ids);
        return batch.Bind();
    }
}
