// LDSL3002 error: that requires Clip not to be null
[LossConfig]
public sealed partial record Config
{
    [Requires(nameof(Clip))] public bool Dual { get; init; }
    public double? Clip { get; init; }
}
static class Trainer
{
    static Config Make()
    {
        var first = new Config { Dual = true, Clip = 3 };
        return first with { Clip = /*!*/null };
    }
}
