// LDSL2002 error: 'token_maks' is not a key of NLLLossDataDict; did you mean 'token_mask'?
static class Loader
{
    static NLLLossDataDict Load(Tensor ids, Tensor mask) => new BatchedDataDict<NLLLossDataDict>
    {
        ["input_ids"] = ids,
        [/*!*/"token_maks"] = mask,
        ["sample_mask"] = mask,
    }.Bind();
}
