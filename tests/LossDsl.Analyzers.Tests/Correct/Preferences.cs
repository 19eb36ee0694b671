class Preferences
{
    public double Train(DPOLossFn loss, Func<Tensor, Tensor> model, BatchedDataDict<DPOLossDataDict> pairs, Action step)
    {
        using var scope = NewDisposeScope();
        var totals = GlobalNormalization.FromBatch(pairs);
        using var metrics = new MetricsAccumulator<DPOMetrics>();
        foreach (var micro in pairs.MicrobatchesByTokens(2048))
        {
            using var inner = NewDisposeScope();
            var result = loss.Compute(model(micro.GetTensor("input_ids")), micro, totals);
            result.Loss.backward();
            metrics.Add(result.Metrics);
        }

        step();
        return metrics.Read()["accuracy"];
    }

    public DPOLossConfig Config(bool supervised) => new()
    {
        ReferencePolicyKlPenalty = 0.1,
        PreferenceLossWeight = 1,
        SftLossWeight = supervised ? 0.1 : 0,
        PreferenceAverageLogProbs = false,
        SftAverageLogProbs = !supervised,
    };

    public BatchedDataDict<DPOLossDataDict> With(BatchedDataDict<DPOLossDataDict> pairs, DPOLossDataDict other)
    {
        pairs["reference_policy_logprobs"] = other.ReferencePolicyLogprobs;
        pairs[DPOLossDataDict.Keys.TokenMask] = other.TokenMask.to(float32);
        pairs["prompt"] = new[] { "once", "upon" };
        return pairs;
    }

    public Tensor Next(DPOLossDataDict data) => data.NextToken.ReferencePolicyLogprobs;
}
