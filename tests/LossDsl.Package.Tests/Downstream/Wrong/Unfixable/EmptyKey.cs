namespace Wrong.EmptyKey;

[LossConfig]
public sealed partial record StepsConfig
{
    [ConfigKey(/*LDSL1004*/" ")] public int Steps { get; init; }
}
