public sealed class Entropy<TData, TMetrics>(ILossFunction<TData, TMetrics> inner)
    where TData : class, IDataDict<TData>
    where TMetrics : class, ILossMetrics<TMetrics>
{
    public Tensor Sum(Func<TData, Tensor> model, IEnumerable<TData> parts, GlobalNormalization totals)
    {
        using var scope = NewDisposeScope();
        Tensor? sum = null;
        foreach (var part in parts)
        {
            var (value, _) = inner.Compute(model(part), part, totals);
            sum = sum is null ? value : sum + value;
        }

        return sum!.MoveToOuterDisposeScope();
    }

    public TData Bound(BatchedDataDict<TData> batch, string key, Tensor value)
    {
        batch[key] = value;
        batch["input_idz"] = value;
        return batch.Bind();
    }

    public TData Fresh() => new BatchedDataDict<TData>().Bind();
}
