// LDSL2001 error: lacks the required key 'sample_mask'
class Trainer
{
    private BatchedDataDict<NLLLossDataDict> Load(Tensor ids, Tensor mask)
    {
        var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids };
        batch["token_mask"] = mask;
        return batch;
    }

    public NLLLossDataDict Step(Tensor ids, Tensor mask) => /*!*/Load(ids, mask).Bind();
}
