// LDSL3002 error: Clip is 2; that requires Beta not to be null, but it is null
[LossConfig]
public sealed partial record Config
{
    [Requires(nameof(Beta))] public double? Clip { get; init; }
    public double? Beta { get; init; }
}

static class Trainer
{
    static Config Make()
    {
        var whole = new Config { Clip = 2, Beta = 1 };
        return whole with { Beta = /*!*/null };
    }
}
