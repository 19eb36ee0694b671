// LDSL3002 error: Plain is true; that conflicts with Clip, which is 2
[LossConfig]
public sealed partial record Config
{
    public double? Clip { get; init; }
    [ConflictsWith(nameof(Clip))] public bool Plain { get; init; }
}

static class Trainer
{
    private static readonly Config Clipped = new() { Clip = 2 };

    static Config Make()
    {
        var same = Clipped with { };
        return same with { Plain = /*!*/true };
    }
}
