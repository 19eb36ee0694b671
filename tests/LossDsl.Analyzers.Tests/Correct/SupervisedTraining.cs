class Supervised
{
    private readonly NLLLoss _loss = new();

    public double Train(IEnumerable<BatchedDataDict<NLLLossDataDict>> batches, Func<Tensor, Tensor> model, Action step)
    {
        var last = 0.0;
        foreach (var batch in batches)
        {
            using var scope = NewDisposeScope();
            var totals = GlobalNormalization.FromBatch(batch);
            using var metrics = new MetricsAccumulator<NLLMetrics>();
            foreach (var micro in batch.Microbatches(8))
            {
                using var inner = NewDisposeScope();
                var (value, measured) = _loss.Compute(model(micro.GetTensor("input_ids")), micro, totals);
                value.backward();
                metrics.Add(measured);
            }

            step();
            last = metrics.Read()["loss"];
        }

        return last;
    }

    public Dictionary<string, double> Evaluate(NLLLossDataDict batch, Func<Tensor, Tensor> model)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var result = _loss.Compute(model(batch.InputIds), batch, GlobalNormalization.FromBatch(batch));
        return new Dictionary<string, double>(result.Metrics.Read()) { ["doubled"] = result.Loss.item<float>() * 2 };
    }
}
