namespace Wrong.RuleOfMisspeltSetting;

[LossConfig]
public sealed partial record ClipConfig
{
    [Requires(/*LDSL1007*/"Bta")] public double? Clip { get; init; }
    public double? Beta { get; init; }
}
