namespace LossDsl;

/// <summary>The reduction of a metric's values on microbatches to its value on the step.</summary>
public enum MetricReduction
{
    /// <summary>The sum: each value is already divided by the count of the whole step, or has no denominator.</summary>
    Sum,

    /// <summary>The minimum.</summary>
    Min,

    /// <summary>The maximum.</summary>
    Max,
}
