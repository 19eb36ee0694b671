// LDSL2001 error: lacks the required key 'token_mask'
static class Trainer
{
    static void Run(Tensor ids, Tensor rows)
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["sample_mask"] = rows };
        foreach (var micro in batch.Microbatches(4))
            micro.Bind();
    }
}
