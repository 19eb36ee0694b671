// LDSL2002 error: 'input_idz' is not a key of NLLLossDataDict; did you mean 'input_ids'?
static class Names
{
    public static readonly string Ids = "input_idz";
}

static class Loader
{
    static object? Load(BatchedDataDict<NLLLossDataDict> batch) => batch[/*!*/Names.Ids];
}
