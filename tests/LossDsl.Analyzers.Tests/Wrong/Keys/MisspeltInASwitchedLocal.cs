// LDSL2002 error: did you mean 'sample_mask'?
static class Trainer
{
    static void Run(BatchedDataDict<NLLLossDataDict> batch, Tensor mask, int kind)
    {
        var key = kind switch { 0 => "token_mask", _ => /*!*/"sample_maks" };
        batch[key] = mask;
    }
}
