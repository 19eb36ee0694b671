// LDSL3001 error: Mode is "fats"; it must be one of "fast", "slow"
public abstract record Shared
{
    [AllowedValues("fast", "slow")] public string Mode { get; init; } = "slow";
}

[LossConfig]
public sealed partial record Config : Shared;

static class Trainer
{
    static Config Make(Config config) => config with { Mode = /*!*/"fats" };
}
