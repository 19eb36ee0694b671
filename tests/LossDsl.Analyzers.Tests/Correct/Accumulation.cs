// Expected: nothing
class Trainer(NLLLoss loss, nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer)
{
    public void Train(IEnumerable<BatchedDataDict<NLLLossDataDict>> loader, Device device)
    {
        foreach (var loaded in loader)
        {
            using var scope = NewDisposeScope();
            var batch = loaded.To(device);
            var totals = GlobalNormalization.FromBatch(batch);
            using var metrics = new MetricsAccumulator<NLLMetrics>();
            optimizer.zero_grad();
            foreach (var micro in batch.MicrobatchesByTokens(4096, multiple: 8))
            {
                using var inner = NewDisposeScope();
                var (value, measured) = loss.Compute(model.call(micro.GetTensor("input_ids")), micro, totals);
                value.backward();
                metrics.Add(measured);
            }

            nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            optimizer.step();
            Report(metrics.Read());
        }
    }

    private static void Report(IReadOnlyDictionary<string, double> read) => Console.WriteLine(read["loss"]);
}
