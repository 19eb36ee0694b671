namespace LossDsl.Cli.Training;

/// <summary>How far a run has come, and what decides how it goes on.</summary>
internal sealed record RunState
{
    /// <summary>The layout of checkpoints that this program writes.</summary>
    public const int CurrentVersion = 3;

    /// <summary>The layout that this checkpoint has.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The run's options.</summary>
    public required TrainOptions Options { get; init; }

    /// <summary>A digest of the examples: a run goes on with the examples that it began with, or not at all.</summary>
    public required string Examples { get; init; }

    /// <summary>How many phases are over.</summary>
    public required int PhasesDone { get; init; }

    /// <summary>How many steps of the next one are over.</summary>
    public required int StepsDone { get; init; }

    /// <summary>How many lines the log of metrics had.</summary>
    public required int MetricLines { get; init; }

    /// <summary>What the model wrote at the beginning and after each phase that is over.</summary>
    public required IReadOnlyList<SampleReport> Samples { get; init; }
}
