using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Analyzers.ConfigFiles;

/// <summary>Validates config files against their config types.</summary>
/// <param name="catalog">The config types.</param>
internal sealed class ConfigFileCheck(ConfigCatalog catalog)
{
    private const string Sections = "build_metadata.AdditionalFiles.LossDslConfig";

    /// <summary>The errors in a file; empty if the project does not list it as a config file.</summary>
    public ImmutableArray<Finding> GetFindings(AdditionalText file, AnalyzerConfigOptions options, CancellationToken cancellation) =>
        options.TryGetValue(Sections, out var sections) && sections.Length > 0 ? Check(file, sections, cancellation) : [];

    private ImmutableArray<Finding> Check(AdditionalText file, string sections, CancellationToken cancellation)
    {
        var text = file.GetText(cancellation) ?? SourceText.From("");
        var place = new FileLocator(file.Path, text);
        if (ConfigDocument.FindParser(file.Path) is not { } read)
            return [new Finding(ConfigFileRules.FilesMustBeReadable.Id, "has an unsupported extension; expected .json, .yaml or .yml", place.GetLocation(1, 1))];

        var root = read(text.ToString());
        return [.. sections.Split('|').SelectMany(section => Check(root, section, place)).Distinct()];
    }

    private IEnumerable<Finding> Check(ConfigDocument text, string listed, FileLocator place)
    {
        var (name, section) = listed.Split(['@'], 2) is [var before, var after] ? (before.Trim(), after.Trim()) : (listed.Trim(), "");
        var type = catalog.Find(name, out var problem);
        if (type is null)
            return [new Finding(ConfigFileRules.FilesMustNameTheirConfigs.Id, problem, place.GetLocation(1, 1))];

        // An invalid declaration is reported where it is.
        if (catalog.Read(type) is not { } config)
            return [];
        return Violations(section.Length == 0 ? text : text.Section(section), config).Select(violation => new Finding(
            violation.Rule, $"{violation.Key} {violation.Problem}", place.GetLocation(violation.Line, violation.Column)));
    }

    private static IReadOnlyList<ConfigViolation> Violations(ConfigDocument text, ConfigDeclarationResult config)
    {
        if (text.Root is not { } root)
            return [text.Error!];
        var entries = new ConfigEntries(config.Schema, root, text.Comparison);
        var values = new object?[config.Schema.Fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var given = entries.Has(i);
            var ifAbsent = given ? default : DefaultReader.Read(config.Settings[i].Property, config.Type);
            values[i] = given ? entries.Value(i) : ifAbsent.Value;
            if (!given && !ifAbsent.IsKnown)
                entries.Ignore(i);
        }

        return entries.Finish(values);
    }

    /// <summary>An error at a location in a file.</summary>
    /// <param name="Rule">The id of the rule.</param>
    /// <param name="Message">The message.</param>
    /// <param name="Location">The location.</param>
    internal sealed record Finding(string Rule, string Message, Location Location);
}
