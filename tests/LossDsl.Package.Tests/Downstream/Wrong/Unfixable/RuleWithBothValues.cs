namespace Wrong.RuleWithBothValues;

[LossConfig]
public sealed partial record ClipConfig
{
    [/*LDSL1007*/RequiredWhen(nameof(Beta), Is = 0.0, IsNot = 1.0)] public int? Steps { get; init; }
    public double? Beta { get; init; }
}
