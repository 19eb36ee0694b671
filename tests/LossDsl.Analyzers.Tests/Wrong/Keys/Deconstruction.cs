// LDSL2001 error: lacks the required key 'sample_mask'
static class Loader
{
    static NLLLossDataDict Load((Tensor Ids, Tensor Mask) row)
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict>();
        (batch["input_ids"], batch["token_mask"]) = row;
        return batch.Bind();
    }
}
