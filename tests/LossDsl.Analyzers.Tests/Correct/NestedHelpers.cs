// Expected: nothing
class Trainer(NLLLoss loss, Func<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public double Train(IEnumerable<NLLLossDataDict> batches)
    {
        var last = 0.0;
        foreach (var batch in batches)
            last = Step(batch);
        return last;
    }

    private double Step(NLLLossDataDict batch)
    {
        using var scope = NewDisposeScope();
        using var metrics = new MetricsAccumulator<NLLMetrics>();
        var totals = GlobalNormalization.FromBatch(batch);
        foreach (var micro in batch.Microbatches(8))
            metrics.Add(Accumulate(micro, totals));
        optimizer.step();
        optimizer.zero_grad();
        return metrics.Read()["loss"];
    }

    private PackedMetrics<NLLMetrics> Accumulate(NLLLossDataDict micro, GlobalNormalization totals)
    {
        var (value, measured) = loss.Compute(model(micro.InputIds), micro, totals);
        value.backward();
        return measured;
    }
}
