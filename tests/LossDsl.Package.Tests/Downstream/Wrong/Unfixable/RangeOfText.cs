namespace Wrong.RangeOfText;

[LossConfig]
public sealed partial record ModeConfig
{
    [/*LDSL1006*/Range(0, 1)] public string? Mode { get; init; }
}
