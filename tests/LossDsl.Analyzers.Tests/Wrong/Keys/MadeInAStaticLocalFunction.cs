// LDSL2001 error: lacks the required key 'sample_mask'
static class Trainer
{
    static NLLLossDataDict Run(Tensor ids, Tensor mask)
    {
        static BatchedDataDict<NLLLossDataDict> Make(Tensor ids) => new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids };
        var batch = Make(ids);
        batch.Add("token_mask", mask);
        return batch.Bind();
    }
}
