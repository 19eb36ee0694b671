namespace Wrong.ClassForARecord;

[LossConfig]
public sealed partial class /*LDSL1001*/WarmUpConfig
{
    [Range(1, 1000)] public int Steps { get; init; } = 10;
}
