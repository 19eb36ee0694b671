namespace LossDsl.Bench;

/// <summary>A row of the table.</summary>
/// <param name="Case">The case.</param>
/// <param name="Task">The task.</param>
/// <param name="Variant">The variant of ours; empty if there is only one.</param>
/// <param name="Threads">The number of threads.</param>
/// <param name="Timings">The measurements by contender.</param>
internal sealed record BenchRow(
    string Case, string Task, string Variant, int Threads, IReadOnlyDictionary<string, Timing> Timings)
{
    /// <summary>Task and variant as a phrase.</summary>
    public string What => Variant.Length == 0 ? Task : $"{Task}, {Variant}";

    /// <summary>The measurement of a contender; null if there is none.</summary>
    public Timing? this[string contender] => Timings.GetValueOrDefault(contender);

    /// <summary>The time of a contender divided by that of another; null if one of them was not measured.</summary>
    public double? Ratio(string contender, string to) =>
        this[contender] is { } timing && this[to] is { } other ? timing.RatioTo(other) : null;
}
