namespace LossDsl;

/// <summary>The metrics of one call of a loss in one small float64 tensor on the device of the loss, not yet copied to the host.</summary>
/// <typeparam name="T">The metrics record.</typeparam>
public sealed class PackedMetrics<T> : IDisposable
    where T : class, ILossMetrics<T>
{
    internal PackedMetrics(Tensor values) => Values = values;

    /// <summary>The metrics in declaration order. Shape <c>[K]</c>.</summary>
    public Tensor Values { get; }

    /// <summary>Packs a record of scalar tensors.</summary>
    /// <param name="metrics">The record.</param>
    public static PackedMetrics<T> Pack(T metrics)
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
                throw new ArgumentException($"{fields[i].Key}: a metric has no dimensions, got {values[i].FormatShape()}");
        }

        // On the CPU, reading the scalars directly is faster than torch operators on single numbers.
        if (Array.TrueForAll(values, value => value.device_type == DeviceType.CPU))
            return new PackedMetrics<T>(TensorMemory.CreateVector(Array.ConvertAll(values, TensorMemory.ReadScalar)).MoveToOuterDisposeScope());
        for (var i = 0; i < values.Length; i++)
            values[i] = values[i].detach().to(float64);
        return new PackedMetrics<T>(stack(values).MoveToOuterDisposeScope());
    }

    /// <summary>Packs numbers that are on the host already.</summary>
    /// <param name="metrics">Property names and values, in declaration order.</param>
    internal static PackedMetrics<T> Pack(ReadOnlySpan<(string Property, double Value)> metrics)
    {
        var fields = T.Schema.Fields;
        if (metrics.Length != fields.Length)
            throw new ArgumentException($"expected {fields.Length} metrics, got {metrics.Length}", nameof(metrics));
        var values = new double[fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            (var property, values[i]) = metrics[i];
            if (property != fields[i].Property)
                throw new ArgumentException($"expected {fields[i].Property} in place {i}, got {property}", nameof(metrics));
        }

        return new PackedMetrics<T>(TensorMemory.CreateVector(values));
    }

    /// <summary>Copies the metrics to the host in one transfer.</summary>
    public MetricValues<T> Read() => new(Values);

    /// <summary>Disposes the tensor.</summary>
    public void Dispose() => Values.Dispose();
}
