// LDSL3001 error: Steps is 0; it must be between 1 and
public abstract record Shared
{
    [Range(1, int.MaxValue)] public int Steps { get; init; } = /*!*/0;
}

[LossConfig]
public sealed partial record Config : Shared;
