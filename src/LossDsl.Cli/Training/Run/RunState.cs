namespace LossDsl.Cli.Training;

/// <summary>The progress of a run, and the options that determine how it continues.</summary>
internal sealed record RunState
{
    /// <summary>The version of the checkpoint format that this program writes.</summary>
    public const int CurrentVersion = 3;

    /// <summary>The version of this checkpoint's format.</summary>
    public int Version { get; init; } = CurrentVersion;

    public required TrainOptions Options { get; init; }

    /// <summary>A digest of the examples. A run resumes only with the examples that it started with.</summary>
    public required string Examples { get; init; }

    /// <summary>The number of completed phases.</summary>
    public required int PhasesDone { get; init; }

    /// <summary>The number of completed steps of the current phase.</summary>
    public required int StepsDone { get; init; }

    /// <summary>The number of lines of the metrics log.</summary>
    public required int MetricLines { get; init; }

    /// <summary>The samples from before the first phase and after each completed phase.</summary>
    public required IReadOnlyList<SampleReport> Samples { get; init; }
}
