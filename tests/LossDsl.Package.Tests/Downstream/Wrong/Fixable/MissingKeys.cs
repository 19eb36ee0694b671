namespace Wrong.MissingKeys;

static class Trainer
{
    public static NLLLossDataDict Bind(Tensor inputIds, Tensor tokenMask, Tensor sampleMask) =>
        new /*LDSL2001*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = inputIds }.Bind();
}
