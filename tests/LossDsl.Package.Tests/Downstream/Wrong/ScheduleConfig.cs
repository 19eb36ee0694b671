namespace Wrong;

/// <summary>The config of some of the files.</summary>
[LossConfig]
public sealed partial record ScheduleConfig
{
    [Range(1, 1000)] public required int Steps { get; init; }
    [Requires(nameof(WarmUpFrom))] public int WarmUp { get; init; }
    [Range(0, 1)] public double? WarmUpFrom { get; init; }
    [ConflictsWith(nameof(WarmUp))] public bool Constant { get; init; }
    [AllowedValues("linear", "cosine")] public string Decay { get; init; } = "linear";
    [RequiredWhen(nameof(Decay), Is = "cosine")] public double? Period { get; init; }
    public Unit Unit { get; init; }
}

public enum Unit { Step, Epoch }
