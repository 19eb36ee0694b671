namespace Wrong.DefaultOutOfRange;

[LossConfig]
public sealed partial record ShareConfig
{
    [Range(0, 1)] public double Share { get; init; } = /*LDSL3001*/1.5;
}
