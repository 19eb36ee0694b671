// Expected: nothing
sealed class Trainer<TData, TMetrics>(ILossFunction<TData, TMetrics> loss, nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer)
    where TData : class, IDataDict<TData>, IBatch<TData>, IMaskedBatch
    where TMetrics : class, ILossMetrics<TMetrics>
{
    public async System.Threading.Tasks.Task<Dictionary<string, double>> Train(IAsyncEnumerable<BatchedDataDict<TData>> loader, Func<TData, Tensor> ids)
    {
        using var metrics = new MetricsAccumulator<TMetrics>();
        await foreach (var carried in loader)
        {
            using var scope = NewDisposeScope();
            var batch = carried.Bind();
            var totals = GlobalNormalization.FromBatch(batch);
            optimizer.zero_grad();
            foreach (var micro in batch.Microbatches(8))
            {
                var (value, measured) = loss.Compute(model.call(ids(micro)), micro, totals);
                value.backward();
                metrics.Add(measured);
            }

            optimizer.step();
        }

        return new(metrics.Read());
    }
}
