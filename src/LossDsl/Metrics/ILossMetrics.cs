namespace LossDsl;

/// <summary>The members that the generator adds to a record marked with <see cref="LossMetricsAttribute"/>.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
public interface ILossMetrics<TSelf>
    where TSelf : class, ILossMetrics<TSelf>
{
    /// <summary>The declared metrics.</summary>
    static abstract MetricsSchema Schema { get; }

    /// <summary>Copies the metrics to a span, in declaration order.</summary>
    /// <param name="values">The destination, with one element per metric.</param>
    void CopyTo(Span<Tensor> values);
}
