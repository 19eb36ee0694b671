using System.ComponentModel;

namespace LossDsl;

/// <summary>
/// Receives the metrics of a formula. It converts to the generated <c>Terms</c> of the metrics record, which has a property per metric.
/// </summary>
/// <typeparam name="TMetrics">The metrics record.</typeparam>
public readonly struct MetricTerms<TMetrics>
{
    private readonly FormulaTrace? _trace;

    internal MetricTerms(FormulaTrace trace) => _trace = trace;

    /// <summary>Reports a metric. For generated code.</summary>
    /// <param name="metric">The index of the metric in declaration order.</param>
    /// <param name="value">The value at a token.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Report(int metric, Term value)
    {
        ArgumentNullException.ThrowIfNull(value);
        (_trace ?? throw new InvalidOperationException("metrics are given to a formula, and not made")).Report(metric, value);
    }
}
