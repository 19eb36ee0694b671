namespace LossDsl;

/// <summary>One way in which a config breaks its rules.</summary>
/// <param name="Key">The key, or the property where the config was made in code.</param>
/// <param name="Problem">What was expected and what came, as one phrase.</param>
/// <param name="Line">The line in the file, from 1; 0 where there is none.</param>
/// <param name="Column">The column in that line, from 1; 0 where there is none.</param>
public sealed record ConfigViolation(string Key, string Problem, int Line = 0, int Column = 0)
{
    /// <summary>Where the key stands in a configuration that has no lines: <c>grpo:loss_fn:ratio_clip_c</c>.</summary>
    public string? Path { get; init; }
}
