// LDSL3001 error: Level is 7; it must be one of token, sequence
public enum Level { Token, Sequence }

[LossConfig]
public sealed partial record Config
{
    public Level Level { get; init; }
}

static class Trainer
{
    static Config Make() => new() { Level = /*!*/(Level)7 };
}
