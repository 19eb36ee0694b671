// LDSL5005 info: waits for the device in every microbatch
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model)
{
    public double Step(NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(batch);
        var sum = 0.0;
        foreach (var micro in batch.Microbatches(8))
        {
            var (value, _) = loss.Compute(model(micro.InputIds), micro, totals);
            value.backward();
            sum += value./*!*/item<float>();
        }

        return sum;
    }
}
