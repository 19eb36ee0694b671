// LDSL2001 error: lacks the required key 'sample_mask'
static class Trainer
{
    static object Run(Tensor ids, Tensor mask)
    {
        object made = new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask };
        return made is BatchedDataDict<NLLLossDataDict> batch ? batch.Bind() : made;
    }
}
