namespace LossDsl.Cli.Training;

/// <summary>The options that determine the results of a run. Checkpoints store them.</summary>
internal sealed record TrainOptions
{
    /// <summary>The path of the file of examples.</summary>
    public required string Data { get; init; }

    /// <summary>A regular expression that examples must match; null for none.</summary>
    public required string? Pattern { get; init; }

    /// <summary>The maximum number of characters of an example.</summary>
    public required int MaxLength { get; init; }

    /// <summary>The seed of all random numbers.</summary>
    public required int Seed { get; init; }

    /// <summary>The phases in order of execution.</summary>
    public required string[] Phases { get; init; }

    /// <summary>The number of steps of the supervised phase.</summary>
    public required int SftSteps { get; init; }

    /// <summary>The number of steps of the DPO phase.</summary>
    public int DpoSteps { get; init; } = TrainDefaults.DpoSteps;

    /// <summary>The number of steps of the GRPO phase. Each step is a rollout with several updates.</summary>
    public required int GrpoSteps { get; init; }

    /// <summary>The <see cref="PolicyGradientLossConfig"/> of GRPO as JSON; null for the default loss of <see cref="ClippedPGUpdater"/>.</summary>
    public string? PolicyLoss { get; init; }

    /// <summary>Whether the model computes in float32 instead of float64.</summary>
    public bool Float32 { get; init; }

    /// <summary>The number of full rows per microbatch; of shorter rows there are more.</summary>
    public required int Microbatch { get; init; }
}
