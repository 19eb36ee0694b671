// LDSL2001 error: lacks the required key 'sample_mask'
class Trainer(Tensor ids)
{
    private readonly BatchedDataDict<NLLLossDataDict> _batch = new() { ["input_ids"] = ids };

    public void Prepare(Tensor mask) => _batch["token_mask"] = mask;

    public NLLLossDataDict Step() => /*!*/_batch.Bind();
}
