// LDSL2001 error: lacks the required key 'sample_mask'
static class Loader
{
    static NLLLossDataDict Load(Tensor ids, Tensor mask)
    {
        var (first, second) = ("input_ids", "token_mask");
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict>();
        batch[first] = ids;
        batch[second] = mask;
        return batch.Bind();
    }
}
