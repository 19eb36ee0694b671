namespace Wrong.EmptyRange;

[LossConfig]
public sealed partial record BetaConfig
{
    [/*LDSL1006*/Range(1, 0)] public double Beta { get; init; }
}
