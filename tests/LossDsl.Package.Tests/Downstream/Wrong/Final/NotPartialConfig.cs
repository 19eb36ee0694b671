namespace Wrong.NotPartialConfig;

[LossConfig]
public sealed record /*LDSL1001*/MarginConfig
{
    [Range(0, 1)] public double Margin { get; init; }
}
