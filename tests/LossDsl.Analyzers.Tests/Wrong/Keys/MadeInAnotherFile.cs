// LDSL2001 error: lacks the required key 'sample_mask'
static class Trainer
{
    static NLLLossDataDict Run(Tensor ids, Tensor mask)
    {
        var batch = Collator.Collate(ids, mask);
        return /*!*/batch.Bind();
    }
}
// Another file
static class Collator
{
    public static BatchedDataDict<NLLLossDataDict> Collate(Tensor ids, Tensor mask) => new() { ["input_ids"] = ids, ["token_mask"] = mask };
}
