// LDSL2001 error: lacks the required key 'sample_mask'
static class Trainer
{
    static void Run(NLLLoss loss, Func<Tensor, Tensor> model, IEnumerable<(Tensor Ids, Tensor Mask)> rows)
    {
        BatchedDataDict<NLLLossDataDict> batch;
        foreach (var (ids, mask) in rows)
        {
            batch = new /*!*/BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids, ["token_mask"] = mask };
            using var result = loss.Compute(model(ids), batch, GlobalNormalization.FromBatch(batch));
            result.Loss.backward();
        }
    }
}
