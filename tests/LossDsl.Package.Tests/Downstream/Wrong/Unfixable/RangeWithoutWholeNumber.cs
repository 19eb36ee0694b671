namespace Wrong.RangeWithoutWholeNumber;

[LossConfig]
public sealed partial record StepsConfig
{
    [/*LDSL1006*/Range(0, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)] public int Steps { get; init; }
}
