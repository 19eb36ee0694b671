// LDSL3001 error: Beta is 2; it must be between 0 and 1
public abstract record Shared
{
    [Range(0, 1)] public double Beta { get; init; }
}

[LossConfig]
public sealed partial record Config : Shared;

static class Trainer
{
    static Config Make() => new() { Beta = /*!*/2 };
}
