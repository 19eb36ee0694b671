// LDSL2003 error: 'sample_mask' is a tensor in NLLLossDataDict, but the value is of type double
static class Loader
{
    static void Load(BatchedDataDict<NLLLossDataDict> batch)
    {
        var key = "sample_mask";
        batch[key] = /*!*/1.0;
    }
}
