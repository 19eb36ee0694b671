// Expected: nothing
static class Trainer
{
    static NLLLossDataDict Run(Tensor ids, Tensor mask, Tensor other) => new BatchedDataDict<NLLLossDataDict>
    {
        ["input_ids"] = ids, ["token_mask"] = mask, ["sample_mask"] = mask.sum(-1), ["token_mask_2"] = other, ["advantage"] = other,
    }.Bind();
}
