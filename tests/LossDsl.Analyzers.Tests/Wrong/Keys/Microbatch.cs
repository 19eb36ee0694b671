// LDSL2001 error: lacks the required key 'sample_mask'
static class Trainer
{
    static void Step(Tensor ids, Tensor mask)
    {
        var batch = new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask };
        foreach (var micro in batch.Microbatches(rows: 4))
            Console.WriteLine(micro.Bind().InputIds.size(0));
    }
}
