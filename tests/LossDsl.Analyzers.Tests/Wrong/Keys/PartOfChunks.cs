// LDSL2001 error: lacks the required key 'sample_mask'
static class Trainer
{
    static NLLLossDataDict Step(Tensor ids, Tensor mask, int rank)
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask };
        return batch.Chunk(2)[rank].Bind();
    }
}
