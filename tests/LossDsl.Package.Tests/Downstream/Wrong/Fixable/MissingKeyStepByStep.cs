namespace Wrong.MissingKeyStepByStep;

static class Trainer
{
    public static NLLLossDataDict Bind(Tensor inputIds, Tensor tokenMask, Tensor sampleMask)
    {
        var batch = new /*LDSL2001*/BatchedDataDict<NLLLossDataDict>();
        batch["input_ids"] = inputIds;
        batch.Add("token_mask", tokenMask);
        return batch.Bind();
    }
}
