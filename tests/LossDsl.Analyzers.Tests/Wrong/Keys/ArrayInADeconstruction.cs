// LDSL2003 error: 'token_mask' is a tensor in NLLLossDataDict, but the value is of type float[]
static class Loader
{
    static void Load(BatchedDataDict<NLLLossDataDict> batch, Tensor ids)
    {
        (batch["input_ids"], batch["token_mask"]) = (ids, /*!*/new[] { 1f, 0f });
    }
}
