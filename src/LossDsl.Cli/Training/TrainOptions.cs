namespace LossDsl.Cli.Training;

/// <summary>What decides the numbers of a run. It is kept in checkpoints.</summary>
internal sealed record TrainOptions
{
    /// <summary>The file of examples.</summary>
    public required string Data { get; init; }

    /// <summary>The regular expression that examples match; null for any.</summary>
    public required string? Pattern { get; init; }

    /// <summary>The most characters of an example.</summary>
    public required int MaxLength { get; init; }

    /// <summary>The seed of everything that is drawn.</summary>
    public required int Seed { get; init; }

    /// <summary>The phases in order.</summary>
    public required string[] Phases { get; init; }

    /// <summary>The steps of the supervised phase.</summary>
    public required int SftSteps { get; init; }

    /// <summary>The steps of DPO.</summary>
    public int DpoSteps { get; init; } = TrainDefaults.DpoSteps;

    /// <summary>The steps of GRPO: rollouts, with several updates each.</summary>
    public required int GrpoSteps { get; init; }

    /// <summary>Whether it computes in float32 instead of float64.</summary>
    public bool Float32 { get; init; }

    /// <summary>The full rows that go through the model at once; of shorter ones more do.</summary>
    public required int Microbatch { get; init; }
}
