namespace Wrong.BrokenRequires;

[LossConfig]
public sealed partial record ClipConfig
{
    [Requires(nameof(Beta))] public double? Clip { get; init; }
    public double? Beta { get; init; }
}

static class Trainer
{
    public static ClipConfig Make() => new() { Clip = /*LDSL3002*/2 };
}
