namespace Wrong.MissingKeyWithoutTensor;

static class Trainer
{
    public static NLLLossDataDict Bind(Tensor inputIds, Tensor mask) =>
        new /*LDSL2001*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = inputIds, ["token_mask"] = mask }.Bind();
}
