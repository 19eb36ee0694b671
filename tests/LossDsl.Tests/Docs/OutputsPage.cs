namespace LossDsl.Tests.Docs;

/// <summary>The code of docs/outputs.md.</summary>
internal static class OutputsPage
{
    public static (Tensor Value, PackedMetrics<NLLMetrics> Metrics) OverLogits(
        NLLLoss loss, nn.Module<Tensor, Tensor> model, Tensor ids, BatchedDataDict<NLLLossDataDict> batch, GlobalNormalization totals)
    {
        var (value, metrics) = loss.Compute(ModelOutput.FromLogits(model.call(ids), GradientStorage.InPlace), batch, totals);
        value.backward();       // the logits are gone: their gradient stands in their place
        return (value, metrics);
    }

    public static (Tensor Value, PackedMetrics<NLLMetrics> Metrics) Hidden(
        NLLLoss loss, Tensor hidden, Tensor weight, BatchedDataDict<NLLLossDataDict> batch, GlobalNormalization totals)
    {
        var states = new HiddenStates(hidden, weight) { ChunkSize = 128 };
        var (value, metrics) = loss.Compute(states, batch, totals);
        value.backward();       // reaches hidden states and weight
        return (value, metrics);
    }

    public static (Tensor Value, PackedMetrics<NLLMetrics> Metrics) Capped(
        NLLLoss loss, Tensor hidden, Tensor weight, BatchedDataDict<NLLLossDataDict> batch, GlobalNormalization totals)
    {
        var states = new HiddenStates(hidden, weight) { LogitSoftcap = 30, Temperature = 0.7 };
        var (value, metrics) = loss.Compute(states, batch, totals);
        value.backward();       // of 30 * tanh(hidden · weightᵀ / 30) / 0.7
        return (value, metrics);
    }

    public static (Tensor Value, PackedMetrics<NLLMetrics> Metrics) Ranks(
        NLLLoss loss, IProcessGroup? columns, IProcessGroup? positions, Tensor logits,
        BatchedDataDict<NLLLossDataDict> batch, GlobalNormalization totals)
    {
        var parallel = new ParallelContext(Vocabulary: columns, Context: positions);      // either may be null
        var (value, metrics) = loss.Compute(ModelOutput.FromShard(logits, parallel), batch, totals);
        value.backward();
        return (value, metrics);
    }
}
