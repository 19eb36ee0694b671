// LDSL2001 error: lacks the required key 'sample_mask'
static class Trainer
{
    static NLLLossDataDict Step(Tensor ids, Tensor mask)
    {
        var (batch, rows) = Load(ids, mask);
        Console.WriteLine(rows);
        return /*!*/batch.Bind();
    }

    private static (BatchedDataDict<NLLLossDataDict> Batch, long Rows) Load(Tensor ids, Tensor mask) =>
        (new() { ["input_ids"] = ids, ["token_mask"] = mask }, ids.size(0));
}
