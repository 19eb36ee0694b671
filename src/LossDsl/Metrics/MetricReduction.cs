namespace LossDsl;

/// <summary>How the values that a metric has on microbatches become its value on the step.</summary>
public enum MetricReduction
{
    /// <summary>They add up: each was divided by the count of the whole step, or by nothing.</summary>
    Sum,

    /// <summary>The least one counts.</summary>
    Min,

    /// <summary>The greatest one counts.</summary>
    Max,
}
