namespace Wrong.SettingNoFileCanHold;

[LossConfig]
public sealed partial record WarmUpConfig
{
    public TimeSpan /*LDSL1008*/WarmUp { get; init; }
}
