// LDSL2002 error: 'token_maks' is not a key of NLLLossDataDict; did you mean 'token_mask'?
static class Loader
{
    static void Load(BatchedDataDict<NLLLossDataDict> batch, Tensor mask)
    {
        var key = /*!*/"token_maks";
        if (!batch.ContainsKey(key))
            batch[key] = mask;
    }
}
