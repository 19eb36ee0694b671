// LDSL2001 error: lacks the required key 'sample_mask'
static class Names
{
    public static readonly string Ids = "input_ids";
    public static string Mask { get; } = "token_mask";
}

static class Loader
{
    static NLLLossDataDict Load(Tensor ids, Tensor mask) =>
        new /*!*/BatchedDataDict<NLLLossDataDict> { [Names.Ids] = ids, [Names.Mask] = mask }.Bind();
}
