// LDSL3001 error: Beta is 1.5
public abstract record Base
{
    [Range(0, 1)] public double Beta { get; init; } = 0.1;
}
[LossConfig] public sealed partial record Config : Base { public int Steps { get; init; } = 1; }
static class Trainer { static Config Make() => new() { Beta = /*!*/1.5 }; }
