namespace LossDsl.Cli.Checking;

/// <summary>What there is to say of a config file.</summary>
/// <param name="IsValid">Whether nothing is wrong with it.</param>
/// <param name="Messages">What is said, in the form of a compiler.</param>
internal sealed record ConfigValidationResult(bool IsValid, IReadOnlyList<string> Messages)
{
    /// <summary>Checks a section of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="section">The path of keys; null for the whole file.</param>
    /// <param name="type">The name of the config; null to find out by the keys.</param>
    public static ConfigValidationResult Validate(string file, string? section, string? type)
    {
        var candidates = type is null ? KnownConfig.All : [Named(type)];
        var tried = candidates.Select(known => (Known: known, Violations: known.Check(file, section))).ToList();

        // Of a file without the section, every type says the same.
        if (tried.Count > 1 && !tried[0].Violations.Any(IsFileViolation))
            tried = [Nearest(tried, section)];
        var (config, violations) = tried[0];
        return violations.Count == 0
            ? new ConfigValidationResult(true, [$"{file}: {(section is null ? "" : section + " is ")}a valid {config.Name}"])
            : new ConfigValidationResult(false, [.. violations.Select(violation => Line(file, violation))]);
    }

    private static string Line(string file, ConfigViolation violation) =>
        $"{file}({violation.Line},{violation.Column}): error {violation.Rule}: {violation.Key} {violation.Problem}";

    private static bool IsFileViolation(ConfigViolation violation) =>
        violation.Kind is ConfigViolationKind.SyntaxError or ConfigViolationKind.MissingSection;

    private static KnownConfig Named(string type) =>
        KnownConfig.All.FirstOrDefault(known => known.Name == type) ?? throw new UsageException(
            $"'{type}' is no config that this program knows; {Choices}{Suggestion.For(type, KnownConfig.All.Select(known => known.Name))}");

    private static string Choices => "there are " + string.Join(", ", KnownConfig.All.Select(known => known.Name));

    // The type that most of the required keys speak for; keys that several types have speak for none of them.
    private static (KnownConfig Known, IReadOnlyList<ConfigViolation> Violations) Nearest(
        IReadOnlyList<(KnownConfig Known, IReadOnlyList<ConfigViolation> Violations)> tried, string? section)
    {
        var ranked = tried.OrderByDescending(Present).ToList();
        if (Present(ranked[0]) > Present(ranked[1]))
            return ranked[0];
        throw new UsageException(section is null
            ? $"the keys do not tell what config this is; --section names the part of the file, --type the config: {Choices}"
            : $"the keys under {section} do not tell what config this is; --type names it: {Choices}");

        static int Present((KnownConfig Known, IReadOnlyList<ConfigViolation> Violations) pair) =>
            pair.Known.RequiredKeys - pair.Violations.Count(violation => violation.Kind == ConfigViolationKind.MissingKey);
    }
}
