namespace Wrong.ConfigKeyTwice;

[LossConfig]
public sealed partial record StepsConfig
{
    public int Steps { get; init; }
    [ConfigKey(/*LDSL1004*/"steps")] public int Count { get; init; }
}
