// LDSL2002 error: 'sample_mak' is not a key of NLLLossDataDict; did you mean 'sample_mask'?
static class Loader
{
    static object? Load(BatchedDataDict<NLLLossDataDict> batch, int kind) =>
        batch.GetTensor(kind switch { 0 => "input_ids", 1 => "token_mask", _ => /*!*/"sample_mak" });
}
