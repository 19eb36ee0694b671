// LDSL2003 error: the value is of type float[]
static class Trainer
{
    static void Run(BatchedDataDict<NLLLossDataDict> batch, float[] mask, bool first)
    {
        var key = first ? "token_mask" : "sample_mask";
        batch[key] = /*!*/mask;
    }
}
