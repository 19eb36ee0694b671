// Expected: nothing
class Evaluator(NLLLoss loss, Func<Tensor, Tensor> model)
{
    public double Mean(IReadOnlyList<NLLLossDataDict> batches)
    {
        using var none = no_grad();
        var total = 0.0;
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            var (value, _) = loss.Compute(model(batch.InputIds), batch, GlobalNormalization.FromBatch(batch));
            total += value.item<float>();
        }

        return total / batches.Count;
    }
}
