// LDSL2002 error: 'tokn_mask' is not a key of NLLLossDataDict; did you mean 'token_mask'?
static class Loader
{
    static object? Load(BatchedDataDict<NLLLossDataDict> batch, bool tokens) => batch[tokens ? /*!*/"tokn_mask" : "sample_mask"];
}
