namespace LossDsl.Bench;

/// <summary>The result of a benchmark run.</summary>
internal sealed record BenchReport
{
    /// <summary>The command line.</summary>
    public required string Command { get; init; }

    /// <summary>Whether it is a quick run (<c>--quick</c>).</summary>
    public required bool IsQuick { get; init; }

    /// <summary>Whether the run was not interrupted.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The duration of the run.</summary>
    public required double Seconds { get; init; }

    /// <summary>Facts about the machine by name.</summary>
    public required IReadOnlyDictionary<string, string> Machine { get; init; }

    /// <summary>What could not be measured, and remarks about the measurements.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<BenchRow> Rows { get; init; }

    /// <summary>The goals with the measurements.</summary>
    public IReadOnlyList<Gate> Gates => field ??= BenchGates.Evaluate(Rows);
}
