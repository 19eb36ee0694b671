// LDSL2001 error: lacks the required key 'sample_mask'
static class Loader
{
    static readonly Func<Tensor, NLLLossDataDict> Load = ids =>
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids };
        batch["token_mask"] = ones_like(ids);
        return batch.Bind();
    };
}
