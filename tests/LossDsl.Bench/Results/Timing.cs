namespace LossDsl.Bench;

/// <summary>The measurements of a contender.</summary>
/// <param name="Milliseconds">The time of each run, in order.</param>
/// <param name="IsCold">Whether there was only a cold run, which allocates its memory.</param>
/// <param name="PeakExtraBytes">The peak of additional memory; null if unknown.</param>
internal sealed record Timing(double[] Milliseconds, bool IsCold, long? PeakExtraBytes)
{
    public double Median { get; } = ComputeMedian(Milliseconds);

    /// <summary>
    /// The time relative to another contender: the median of the ratios per round, since the load of the machine changes between
    /// rounds. If one of them did not run in all rounds, the ratio of the medians.
    /// </summary>
    public double RatioTo(Timing other) => Milliseconds.Length == other.Milliseconds.Length
        ? ComputeMedian(Milliseconds.Zip(other.Milliseconds, (mine, others) => mine / others))
        : Median / other.Median;

    /// <summary>The middle number, or the mean of the two middle ones.</summary>
    internal static double ComputeMedian(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        if (sorted.Length == 0)
            throw new ArgumentException("there is no median of nothing", nameof(numbers));
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
