namespace LossDsl;

/// <summary>
/// Combines the metrics of the microbatches of a step, each by its declared rule, on the device: whatever is added,
/// reading costs one transfer.
/// </summary>
/// <typeparam name="T">The metrics record.</typeparam>
public sealed class MetricsAccumulator<T> : IDisposable
    where T : class, ILossMetrics<T>
{
    private Tensor? _total;

    /// <summary>Adds the metrics of a microbatch. They are copied: the caller still owns them.</summary>
    /// <param name="metrics">The metrics.</param>
    public void Add(PackedMetrics<T> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var combined = _total is null ? metrics.Values.clone() : Combined(_total, metrics.Values);
        _total?.Dispose();
        // Held over the scopes of the microbatches, hence out of all of them.
        _total = combined.DetachFromDisposeScope();
    }

    /// <summary>Copies the combined metrics to the host in one transfer, and starts anew.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public MetricValues<T> Read()
    {
        var values = new MetricValues<T>(Total());
        Dispose();
        return values;
    }

    /// <summary>The combined metrics, still on the device. They belong to the dispose scope in which this is called.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    internal PackedMetrics<T> Packed() => new(Total().alias());

    /// <summary>Frees what was added.</summary>
    public void Dispose()
    {
        _total?.Dispose();
        _total = null;
    }

    private Tensor Total() => _total
        ?? throw new InvalidOperationException($"no metrics were added to this accumulator of {T.Schema.Name}");

    private static Tensor Combined(Tensor total, Tensor next)
    {
        var combined = total + next;
        combined = Choose(Combine.Min, minimum(total, next), combined);
        return Choose(Combine.Max, maximum(total, next), combined);
    }

    private static Tensor Choose(Combine rule, Tensor chosen, Tensor otherwise)
    {
        var fields = T.Schema.Fields;
        if (fields.All(field => field.Combine != rule))
            return otherwise;
        var mask = tensor([.. fields.Select(field => field.Combine == rule)], device: otherwise.device);
        return where(mask, chosen, otherwise);
    }
}
