// LDSL1006 error: no whole number is between 0.2 and 0.8
[LossConfig]
public sealed partial record Config
{
    [/*!*/Range(0.2, 0.8)] public int Steps { get; init; } = 1;
}
