namespace LossDsl.Bench;

/// <summary>A line of the table.</summary>
/// <param name="Case">The case.</param>
/// <param name="Task">What is done.</param>
/// <param name="Variant">Our variant to do it; empty where there is one.</param>
/// <param name="Threads">With how many threads.</param>
/// <param name="Timings">What was measured, by contender.</param>
internal sealed record BenchRow(
    string Case, string Task, string Variant, int Threads, IReadOnlyDictionary<string, Timing> Timings)
{
    /// <summary>Task and variant in words.</summary>
    public string What => Variant.Length == 0 ? Task : $"{Task}, {Variant}";

    /// <summary>What was measured of a contender; null where nothing was.</summary>
    public Timing? this[string contender] => Timings.GetValueOrDefault(contender);

    /// <summary>How many times as long as another a contender takes; null where one was not measured.</summary>
    public double? Ratio(string contender, string to) =>
        this[contender] is { } timing && this[to] is { } other ? timing.RatioTo(other) : null;
}
