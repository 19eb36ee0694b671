namespace LossDsl.Bench;

/// <summary>A run of the benchmark: what was measured, on what, and what could not be.</summary>
internal sealed record BenchReport
{
    /// <summary>The command that made it.</summary>
    public required string Command { get; init; }

    /// <summary>Whether it was a quick look.</summary>
    public required bool IsQuick { get; init; }

    /// <summary>Whether it came to its end.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>How long it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>What is so about the machine, by name.</summary>
    public required IReadOnlyDictionary<string, string> Machine { get; init; }

    /// <summary>What could not be measured, and what to know of the rest.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The measurements.</summary>
    public required IReadOnlyList<BenchRow> Rows { get; init; }

    /// <summary>The measurements beside what they are to be.</summary>
    public IReadOnlyList<Gate> Gates => field ??= BenchGates.Evaluate(Rows);
}
