namespace Wrong.BrokenConflict;

[LossConfig]
public sealed partial record ClipConfig
{
    public bool Plain { get; init; }
    [ConflictsWith(nameof(Plain))] public double? Clip { get; init; }
}

static class Trainer
{
    public static ClipConfig Both(ClipConfig config) => config with { Plain = true, Clip = /*LDSL3002*/2 };
}
