namespace Wrong.MissingKeyOfTotals;

static class Trainer
{
    public static GlobalNormalization Count(Tensor mask) =>
        GlobalNormalization.FromBatch(new /*LDSL2001*/BatchedDataDict<NLLLossDataDict> { ["token_mask"] = mask, ["input_ids"] = mask });
}
