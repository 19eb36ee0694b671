// LDSL2001 error: lacks the required key 'sample_mask'
static class Data
{
    public static BatchedDataDict<NLLLossDataDict> Load(Tensor ids) => new() { ["input_ids"] = ids };
}

static class Trainer
{
    static void Step(NLLLoss loss, Tensor logits, Tensor ids, GlobalNormalization totals)
    {
        var batch = Data.Load(ids);
        batch["token_mask"] = ones_like(ids);
        loss.Compute(logits, /*!*/batch, totals);
    }
}
