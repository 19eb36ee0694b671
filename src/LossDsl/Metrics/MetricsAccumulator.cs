namespace LossDsl;

/// <summary>
/// Combines the metrics of the microbatches of a step on the device, each by its declared reduction. Reading takes one transfer,
/// regardless of the number of microbatches.
/// </summary>
/// <typeparam name="T">The metrics record.</typeparam>
public sealed class MetricsAccumulator<T> : IDisposable
    where T : class, ILossMetrics<T>
{
    private Tensor? _total;

    /// <summary>Adds the metrics of a microbatch. The values are copied; the caller keeps ownership.</summary>
    /// <param name="metrics">The metrics.</param>
    public void Add(PackedMetrics<T> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var combined = _total is null ? metrics.Values.clone() : Combined(_total, metrics.Values);
        _total?.Dispose();
        // Detached because the total must outlive the dispose scope of each microbatch.
        _total = combined.DetachFromDisposeScope();
    }

    /// <summary>Copies the combined metrics to the host in one transfer, and resets the accumulator.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public MetricValues<T> Read()
    {
        var values = new MetricValues<T>(Total());
        Dispose();
        return values;
    }

    /// <summary>The combined metrics on the device. The tensor belongs to the current dispose scope.</summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    internal PackedMetrics<T> Pack() => new(Total().alias());

    /// <summary>
    /// Combines the metrics over several processes, each of which has added the metrics of its own rows, in one collective. All processes
    /// get the same values.
    /// </summary>
    /// <param name="processes">The processes that share the rows of the step.</param>
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

    /// <summary>Disposes the accumulated values.</summary>
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
