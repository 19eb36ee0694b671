namespace LossDsl;

/// <summary>A violation of a config's rules.</summary>
/// <param name="Kind">The kind of violation.</param>
/// <param name="Key">The key; for a config that was created in code, the name of the property.</param>
/// <param name="Problem">What was expected and what was found, as one phrase that follows the key.</param>
/// <param name="Line">The 1-based line in the file; 0 if there is none.</param>
/// <param name="Column">The 1-based column in the line; 0 if there is none.</param>
public sealed record ConfigViolation(ConfigViolationKind Kind, string Key, string Problem, int Line = 0, int Column = 0)
{
    /// <summary>The path of the key in a configuration without lines: <c>grpo:loss_fn:ratio_clip_c</c>.</summary>
    public string? Path { get; init; }

    /// <summary>The compile-time rule that reports the same violation in a config file: <c>LDSL4001</c>.</summary>
    public string Rule => RuleOf(Kind);

    /// <summary>The rule of a kind; the kinds are in the order of the rules' ids.</summary>
    internal static string RuleOf(ConfigViolationKind kind) => $"LDSL{4001 + (int)kind}";
}
