// LDSL2001 error: lacks the required key 'sample_mask'
static class Trainer
{
    static void Main(NLLLoss loss, Tensor logits, Tensor ids, Tensor mask) => /*!*/Step(loss, logits, Load(ids, mask));

    private static BatchedDataDict<NLLLossDataDict> Load(Tensor ids, Tensor mask) => new() { ["input_ids"] = ids, ["token_mask"] = mask };

    private static void Step(NLLLoss loss, Tensor logits, BatchedDataDict<NLLLossDataDict> batch) =>
        loss.Compute(logits, batch, GlobalNormalization.FromBatch(batch)).Loss.backward();
}
