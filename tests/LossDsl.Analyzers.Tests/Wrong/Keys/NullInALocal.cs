// LDSL2001 error: (set to null)
static class Trainer
{
    static NLLLossDataDict Run(Tensor ids, Tensor mask)
    {
        Tensor? rows = null;
        return new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask, ["sample_mask"] = rows }.Bind();
    }
}
