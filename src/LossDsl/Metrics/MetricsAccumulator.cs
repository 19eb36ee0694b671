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
    internal PackedMetrics<T> Pack() => new(Total().alias());

    /// <summary>
    /// The same where each of several processes has added the metrics of its own rows: combined over all of them in one
    /// collective, and the same on each.
    /// </summary>
    /// <param name="processes">The processes that share the step's rows.</param>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public MetricValues<T> Read(IProcessGroup processes)
    {
        ArgumentNullException.ThrowIfNull(processes);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var all = processes.AllGather(Total());
        var combined = all.narrow(0, 0, 1).squeeze(0);
        for (var rank = 1; rank < processes.Size; rank++)
            combined = Combined(combined, all.narrow(0, rank, 1).squeeze(0));
        var values = new MetricValues<T>(combined);
        Dispose();
        return values;
    }

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
        combined = Choose(MetricReduction.Min, minimum(total, next), combined);
        return Choose(MetricReduction.Max, maximum(total, next), combined);
    }

    private static Tensor Choose(MetricReduction rule, Tensor chosen, Tensor otherwise)
    {
        var fields = T.Schema.Fields;
        if (fields.All(field => field.Reduction != rule))
            return otherwise;
        var mask = tensor([.. fields.Select(field => field.Reduction == rule)], device: otherwise.device);
        return where(mask, chosen, otherwise);
    }
}
