namespace LossDsl;

/// <summary>
/// Declares a record as the metrics of a loss: every <see cref="MetricAttribute">metric</see> is a scalar tensor.
/// The record must be <c>partial</c>; the generator adds keys and the schema by which microbatches are combined.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LossMetricsAttribute : Attribute;
