// LDSL2001 error: lacks the required key 'token_mask'
static class Trainer
{
    static IEnumerable<NLLLossDataDict> Run(IEnumerable<Tensor> ids, Tensor mask)
    {
        foreach (var id in ids)
        {
            var batch = new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = id, ["sample_mask"] = mask };
            yield return batch.Bind();
        }
    }
}
