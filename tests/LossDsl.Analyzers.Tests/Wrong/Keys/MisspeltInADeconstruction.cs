// LDSL2002 error: 'sampel_mask' is not a key of NLLLossDataDict; did you mean 'sample_mask'?
static class Loader
{
    static void Load(BatchedDataDict<NLLLossDataDict> batch, (Tensor, Tensor) masks)
    {
        (batch["token_mask"], batch[/*!*/"sampel_mask"]) = masks;
    }
}
