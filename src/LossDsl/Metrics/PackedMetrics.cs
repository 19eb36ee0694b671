namespace LossDsl;

/// <summary>The metrics of one call of a loss: one small float64 tensor on the loss's device, not yet read by the host.</summary>
/// <typeparam name="T">The metrics record.</typeparam>
public sealed class PackedMetrics<T> : IDisposable
    where T : class, ILossMetrics<T>
{
    internal PackedMetrics(Tensor values) => Values = values;

    /// <summary>The metrics in declaration order. Shape <c>[K]</c>.</summary>
    public Tensor Values { get; }

    /// <summary>Packs a record whose tensors have no dimensions.</summary>
    /// <param name="metrics">The record.</param>
    public static PackedMetrics<T> Of(T metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var fields = T.Schema.Fields;
        var values = new Tensor[fields.Length];
        metrics.CopyTo(values);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].dim() != 0)
                throw new ArgumentException($"{fields[i].Key}: a metric has no dimensions, got {values[i].Lengths()}");
        }

        // Operators on single numbers cost more than all else that is done with them.
        if (Array.TrueForAll(values, value => value.device_type == DeviceType.CPU))
            return new PackedMetrics<T>(tensor(Array.ConvertAll(values, TensorMemory.Number)).MoveToOuterDisposeScope());
        for (var i = 0; i < values.Length; i++)
            values[i] = values[i].detach().to(float64);
        return new PackedMetrics<T>(stack(values).MoveToOuterDisposeScope());
    }

    /// <summary>Copies the metrics to the host: one transfer.</summary>
    public MetricValues<T> Read() => new(Values);

    /// <summary>Frees the tensor.</summary>
    public void Dispose() => Values.Dispose();
}
