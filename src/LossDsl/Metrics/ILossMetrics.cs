namespace LossDsl;

/// <summary>What the generator adds to a record that is marked <see cref="LossMetricsAttribute"/>.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface ILossMetrics<TSelf>
    where TSelf : class, ILossMetrics<TSelf>
{
    /// <summary>The record as data.</summary>
    static abstract MetricsSchema Schema { get; }

    /// <summary>Writes the metrics in declaration order.</summary>
    /// <param name="values">Room for one tensor a metric.</param>
    void CopyTo(Span<Tensor> values);
}
