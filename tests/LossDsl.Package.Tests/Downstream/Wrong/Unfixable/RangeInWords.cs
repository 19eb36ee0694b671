namespace Wrong.RangeInWords;

[LossConfig]
public sealed partial record GammaConfig
{
    [/*LDSL1006*/Range(typeof(double), "0", "1")] public double Gamma { get; init; }
}
