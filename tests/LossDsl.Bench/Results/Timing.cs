namespace LossDsl.Bench;

/// <summary>What was measured of a contender.</summary>
/// <param name="Milliseconds">Each run, in order.</param>
/// <param name="IsCold">Whether the only run was its first, for which memory was made.</param>
/// <param name="PeakExtraBytes">What it held at its peak beyond what it had before; null where nobody knows.</param>
internal sealed record Timing(double[] Milliseconds, bool IsCold, long? PeakExtraBytes)
{
    /// <summary>The median of the runs.</summary>
    public double Median { get; } = ComputeMedian(Milliseconds);

    /// <summary>
    /// How many times as long as another this took: the median over the rounds, as what a machine does besides changes
    /// from one to the next; where one of them was not there in all rounds, that of the medians.
    /// </summary>
    public double RatioTo(Timing other) => Milliseconds.Length == other.Milliseconds.Length
        ? ComputeMedian(Milliseconds.Zip(other.Milliseconds, (mine, others) => mine / others))
        : Median / other.Median;

    /// <summary>The middle one of some numbers, or the mean of the middle two.</summary>
    internal static double ComputeMedian(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        if (sorted.Length == 0)
            throw new ArgumentException("there is no median of nothing", nameof(numbers));
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
