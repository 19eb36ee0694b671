namespace LossDsl;

/// <summary>Calls a loss once per packed sequence, or once per unit of sequences, such as a pair.</summary>
internal static class PerSequenceLoss<TData, TMetrics>
    where TData : class, IDataDict<TData>
    where TMetrics : class, ILossMetrics<TMetrics>
{
    /// <summary>Computes the loss.</summary>
    /// <param name="loss">Any loss.</param>
    /// <param name="output">The model's output over the packed row.</param>
    /// <param name="pack">The packed sequences.</param>
    /// <param name="data">The batch, with one row per sequence.</param>
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
