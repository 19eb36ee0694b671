public enum Schedule { Constant, Linear, Cosine }

[LossConfig]
public sealed partial record TrainerConfig
{
    [Range(0, 1)] public required double Beta { get; init; }
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)] public double? DualClip { get; init; }
    [Range(1, 100_000)] public int Steps { get; init; } = 1_000;
    [AllowedValues("token", "sequence")] public string Level { get; init; } = "token";
    [Requires(nameof(DualClip))] public bool KeepSign { get; init; }
    [ConflictsWith(nameof(KeepSign))] public bool DropSign { get; init; }
    [RequiredWhen(nameof(Schedule), Is = Schedule.Cosine)] public int? Period { get; init; }
    public Schedule Schedule { get; init; } = Schedule.Linear;
    [RequiredWhen(nameof(Beta), IsNot = 0)] public string Reference { get; init; } = "initial";
    [ConfigKey("lr"), Range(0, 1, MinimumIsExclusive = true)] public float LearningRate { get; init; } = 1e-4f;
    [AtMost(nameof(Greatest))] public double? Least { get; init; }
    public double Greatest { get; init; } = 1;
    public bool IsShort => Steps < 10;
}

static class Settings
{
    private const double Half = 0.5;

    public static TrainerConfig Plain => new() { Beta = 0.1 };

    public static TrainerConfig Full(double? clip, bool keep)
    {
        var steps = 10;
        steps *= 5;
        var beta = Half / 2;
        return new TrainerConfig
        {
            Beta = beta, DualClip = clip ?? 3, Steps = steps, KeepSign = keep, Level = keep ? "token" : "sequence",
            Schedule = Schedule.Cosine, Period = 2 * 50, LearningRate = (float)Half,
        };
    }

    public static TrainerConfig Changed(TrainerConfig config) => config with { KeepSign = true, DualClip = 2, DropSign = false };

    public static TrainerConfig Later(TrainerConfig config) => config with { KeepSign = true };

    public static ClippedPGLossConfig Grpo(double high) => new()
    {
        RatioClipMin = 0.2, RatioClipMax = high, RatioClipC = null, ReferencePolicyKlPenalty = 0,
        TokenLevelLoss = true, UseOnPolicyKlApproximation = false, UseImportanceSamplingCorrection = true,
    };
}
