// LDSL2001 error: lacks the required key 'input_ids'
static class Loader
{
    static NLLLossDataDict Load(Tensor tokens, Tensor samples)
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict>();
        (batch["token_mask"], batch["sample_mask"]) = (tokens, samples);
        return batch.Bind();
    }
}
