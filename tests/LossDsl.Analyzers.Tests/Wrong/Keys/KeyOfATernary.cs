// LDSL2001 error: lacks the required key 'input_ids'
static class Loader
{
    static NLLLossDataDict Load(Tensor mask, bool tokens)
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict>();
        batch[tokens ? "token_mask" : "sample_mask"] = mask;
        batch[tokens ? "sample_mask" : "token_mask"] = mask;
        return batch.Bind();
    }
}
