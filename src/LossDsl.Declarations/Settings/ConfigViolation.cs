namespace LossDsl;

/// <summary>One way in which a config breaks its rules.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Key">The key, or the property where the config was made in code.</param>
/// <param name="Problem">What was expected and what came, as one phrase.</param>
/// <param name="Line">The line in the file, from 1; 0 where there is none.</param>
/// <param name="Column">The column in that line, from 1; 0 where there is none.</param>
public sealed record ConfigViolation(ConfigViolationKind Kind, string Key, string Problem, int Line = 0, int Column = 0)
{
    /// <summary>Where the key stands in a configuration that has no lines: <c>grpo:loss_fn:ratio_clip_c</c>.</summary>
    public string? Path { get; init; }

    /// <summary>The compile-time rule that says the same of a config file: <c>LDSL4001</c>.</summary>
    public string Rule => RuleOf(Kind);

    /// <summary>The rule of a kind: the kinds are numbered as the rules are.</summary>
    internal static string RuleOf(ConfigViolationKind kind) => $"LDSL{4001 + (int)kind}";
}
