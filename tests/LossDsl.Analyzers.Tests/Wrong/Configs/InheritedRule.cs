// LDSL3002 error: Clip is 2; that requires Beta not to be null, but it is null
public abstract record Shared
{
    public double? Beta { get; init; }
}

[LossConfig]
public sealed partial record Config : Shared
{
    [Requires(nameof(Beta))] public double? Clip { get; init; }
}

static class Trainer
{
    static Config Make() => new() { Clip = /*!*/2 };
}
