// LDSL3001 error: Level is -1; it must be one of token, sequence
public enum Level { Token, Sequence }

[LossConfig]
public sealed partial record Config
{
    public Level? Level { get; init; } = /*!*/(Level)(-1);
}
