// LDSL2001 error: lacks the required key 'token_mask'
static class Trainer
{
    private static readonly BatchedDataDict<NLLLossDataDict> Batch = new() { ["input_ids"] = zeros(2, 3, dtype: int64), ["sample_mask"] = ones(2) };

    static LossResult<NLLMetrics> Step(NLLLoss loss, Tensor logits, GlobalNormalization totals) => loss.Compute(logits, /*!*/Batch, totals);
}
