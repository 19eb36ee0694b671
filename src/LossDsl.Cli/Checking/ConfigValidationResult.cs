namespace LossDsl.Cli.Checking;

/// <summary>The result of validating a config file.</summary>
/// <param name="IsValid">Whether there are no violations.</param>
/// <param name="Messages">The messages, in the format of a compiler.</param>
internal sealed record ConfigValidationResult(bool IsValid, IReadOnlyList<string> Messages)
{
    /// <summary>Validates a section of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="section">The path of the section; null for the whole file.</param>
    /// <param name="type">The name of the config type; null to detect it by the keys.</param>
    public static ConfigValidationResult Validate(string file, string? section, string? type)
    {
        var candidates = type is null ? KnownConfig.All : [Named(type)];
        var tried = candidates.Select(known => (Known: known, Violations: known.Check(file, section))).ToList();

        // If the section is missing, all types give the same violation.
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
            $"'{type}' is not a known config type; {Choices}{Suggestion.For(type, KnownConfig.All.Select(known => known.Name))}");

    private static string Choices => "there are " + string.Join(", ", KnownConfig.All.Select(known => known.Name));

    // Detects the type by its required keys. Keys that several types require are not counted.
    private static (KnownConfig Known, IReadOnlyList<ConfigViolation> Violations) Nearest(
        IReadOnlyList<(KnownConfig Known, IReadOnlyList<ConfigViolation> Violations)> tried, string? section)
    {
        var ranked = tried.OrderByDescending(Present).ToList();
        if (Present(ranked[0]) > Present(ranked[1]))
            return ranked[0];
        throw new UsageException(section is null
            ? $"the config type cannot be inferred from the keys; --section names the part of the file, --type the config: {Choices}"
            : $"the config type cannot be inferred from the keys under {section}; --type names it: {Choices}");

        static int Present((KnownConfig Known, IReadOnlyList<ConfigViolation> Violations) pair) =>
            pair.Known.RequiredKeys - pair.Violations.Count(violation => violation.Kind == ConfigViolationKind.MissingKey);
    }
}
