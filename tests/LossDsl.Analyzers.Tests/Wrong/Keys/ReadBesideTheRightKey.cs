// LDSL2002 error: 'token_masks' is not a key of NLLLossDataDict; did you mean 'token_mask'?
static class Loader
{
    static object? Load(BatchedDataDict<NLLLossDataDict> batch, Tensor mask)
    {
        batch["token_mask"] = mask;
        return batch[/*!*/"token_masks"];
    }
}
