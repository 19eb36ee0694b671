// LDSL2001 error: lacks the required key 'token_mask'
static class Trainer
{
    static void Run(NLLLoss loss, Func<Tensor, Tensor> model, Queue<(Tensor Ids, Tensor Rows)> queue)
    {
        while (queue.TryDequeue(out var next))
        {
            var batch = new /*!*/BatchedDataDict<NLLLossDataDict>();
            batch["input_ids"] = next.Ids;
            batch["sample_mask"] = next.Rows;
            using var result = loss.Compute(model(next.Ids), batch, GlobalNormalization.FromBatch(batch));
            result.Loss.backward();
        }
    }
}
