// Expected: nothing
static class Trainer
{
    static object? Run(object given, Tensor ids, Tensor mask)
    {
        if (given is not BatchedDataDict<NLLLossDataDict> batch)
            batch = new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask, ["sample_mask"] = mask };
        return (batch, mask) is (var found, not null) ? found.Bind() : null;
    }
}
