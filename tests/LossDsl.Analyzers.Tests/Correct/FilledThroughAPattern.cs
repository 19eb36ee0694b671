// Expected: nothing
static class Trainer
{
    static object? Run(Tensor ids, Tensor mask)
    {
        var pair = (new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask }, mask);
        if (pair is ({ } inner, { } rows))
        {
            inner["sample_mask"] = rows;
            return pair.Item1.Bind();
        }

        return null;
    }
}
