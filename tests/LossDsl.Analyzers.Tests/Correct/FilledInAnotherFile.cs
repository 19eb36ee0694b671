// Expected: nothing
static class Trainer
{
    static NLLLossDataDict Run(Tensor ids, Tensor mask, Tensor rows)
    {
        var batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids };
        Filler.Fill(batch, ("token_mask", mask), ("sample_mask", rows));
        return batch.Bind();
    }
}
// Another file
static class Filler
{
    public static void Fill(BatchedDataDict<NLLLossDataDict> batch, params (string Key, Tensor Value)[] entries)
    {
        foreach (var (key, value) in entries)
            batch[key] = value;
    }
}
