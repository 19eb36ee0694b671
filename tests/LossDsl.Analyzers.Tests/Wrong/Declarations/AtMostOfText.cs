// LDSL1007 error: The rule [AtMost] of Low compares it with High, but High is not a number
[LossConfig]
public sealed partial record Config
{
    [/*!*/AtMost(nameof(High))] public double? Low { get; init; }
    public string? High { get; init; }
}
