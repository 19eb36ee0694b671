using System.ComponentModel;

namespace LossDsl;

/// <summary>
/// Where a formula reports its metrics. It converts to the <c>Terms</c> of the metrics record, which name each metric.
/// </summary>
/// <typeparam name="TMetrics">The metrics record.</typeparam>
public readonly struct MetricTerms<TMetrics>
{
    private readonly FormulaTrace? _trace;

    internal MetricTerms(FormulaTrace trace) => _trace = trace;

    /// <summary>Reports a metric. For generated code.</summary>
    /// <param name="metric">Its place among the declared metrics.</param>
    /// <param name="value">Its value at a token.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Report(int metric, Term value)
    {
        ArgumentNullException.ThrowIfNull(value);
        (_trace ?? throw new InvalidOperationException("metrics are given to a formula, and not made")).Report(metric, value);
    }
}
