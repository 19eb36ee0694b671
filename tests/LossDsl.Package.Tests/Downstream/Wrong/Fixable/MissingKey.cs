namespace Wrong.MissingKey;

static class Trainer
{
    public static Tensor Step(NLLLoss loss, Tensor logits, GlobalNormalization totals, Tensor inputIds, Tensor tokenMask, Tensor sampleMask) =>
        loss.Compute(logits, new /*LDSL2001*/BatchedDataDict<NLLLossDataDict>
        {
            ["input_ids"] = inputIds,
            ["token_mask"] = tokenMask,
        }, totals).Loss;
}
