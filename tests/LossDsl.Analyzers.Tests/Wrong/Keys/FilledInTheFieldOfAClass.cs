// LDSL2001 error: lacks the required key 'sample_mask'
class Trainer(Tensor ids, Tensor mask)
{
    private readonly BatchedDataDict<NLLLossDataDict> _batch = new() { ["input_ids"] = ids };

    public NLLLossDataDict Run()
    {
        _batch["token_mask"] = mask;
        return /*!*/_batch.Bind();
    }
}
