namespace LossDsl;

/// <summary>
/// Declares a record as the metrics of a loss: every <see cref="MetricAttribute">metric</see> a tensor without
/// dimensions. The record must be <c>partial</c>; the generator adds keys and the schema by which microbatches combine.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LossMetricsAttribute : Attribute;
