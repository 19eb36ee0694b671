namespace LossDsl;

/// <summary>Calls a loss for one packed sequence after another, or for each group of those that belong together.</summary>
internal static class PerSequenceLoss<TData, TMetrics>
    where TData : class, IDataDict<TData>
    where TMetrics : class, ILossMetrics<TMetrics>
{
    /// <summary>Computes the loss.</summary>
    /// <param name="loss">A loss of which nothing is known but that it is one.</param>
    /// <param name="output">The model's output over the packed row.</param>
    /// <param name="pack">Which sequences stand where.</param>
    /// <param name="data">The batch, a row a sequence.</param>
    /// <param name="totals">The counts of the whole step.</param>
    public static LossResult<TMetrics> Compute(
        ILossFunction<TData, TMetrics> loss, ModelOutput output, PackedSequences pack, TData data, GlobalNormalization totals)
    {
        using var scope = NewDisposeScope();
        var group = (int)TData.Schema.RowGroup;
        var fitted = PackedOutput.TrimToSequences(data, pack);
        BatchContents.Read(data).CountGroups();
        if (fitted is IMaskedBatch masked)
            totals = totals.ResolveFor(masked, (IMaskedBatch)data, pack);
        data = data.WithoutGradients();

        var losses = new List<Tensor>();
        using var metrics = new MetricsAccumulator<TMetrics>();
        for (var begin = 0; begin < pack.Count; begin += group)
        {
            var some = pack.Slice(begin, begin + group);
            var rows = new PackedOutput(output, some).TrimToSequences(data.Slice(begin, begin + group));
            var result = loss.Compute(output.UnpackRows(some), rows, totals);
            losses.Add(result.Loss);
            metrics.Add(result.Metrics);
        }

        var sum = losses[0].dim() == 0 ? stack([.. losses]).sum() : cat([.. losses]);
        var packed = metrics.Pack();
        packed.Values.MoveToOuterDisposeScope();
        return new LossResult<TMetrics>(sum.MoveToOuterDisposeScope(), packed);
    }
}
