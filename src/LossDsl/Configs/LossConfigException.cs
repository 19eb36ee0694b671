using System.Text;

namespace LossDsl;

/// <summary>A config violates its rules. Every violation is listed.</summary>
/// <param name="config">The name of the config type.</param>
/// <param name="violations">The violations, at least one.</param>
/// <param name="file">The file that the config was read from, if any.</param>
public sealed class LossConfigException(string config, IReadOnlyList<ConfigViolation> violations, string? file = null)
    : ArgumentException(Format(config, violations, file))
{
    /// <summary>The name of the config type.</summary>
    public string Config { get; } = config;

    /// <summary>The violations.</summary>
    public IReadOnlyList<ConfigViolation> Violations { get; } = violations;

    private static string Format(string config, IReadOnlyList<ConfigViolation> violations, string? file)
    {
        var text = new StringBuilder(config).Append(" is not valid (")
            .Append(violations.Count).Append(violations.Count == 1 ? " violation)" : " violations)");
        foreach (var violation in violations)
        {
            text.Append("\n  ");
            if (violation.Line > 0)
                text.Append(file).Append('(').Append(violation.Line).Append(',').Append(violation.Column).Append("): ");
            text.Append(violation.Path ?? violation.Key).Append(' ').Append(violation.Problem);
        }

        return text.ToString();
    }
}
