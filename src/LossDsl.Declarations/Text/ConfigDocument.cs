using System;
using System.IO;
using System.Linq;

namespace LossDsl;

/// <summary>
/// The keys and values of a config file or configuration, independent of its format. Each format has a parser that creates
/// this; all checks of keys and values work on it.
/// </summary>
internal sealed class ConfigDocument
{
    /// <summary>The maximum nesting depth of maps and lists.</summary>
    public const int MaxDepth = 64;

    /// <summary>The byte order mark, which some editors write at the start of a file.</summary>
    public const char ByteOrderMark = '\uFEFF';

    public ConfigDocument(ConfigMap root) => Root = root;

    /// <summary>Creates the document of a text that cannot be parsed, or that lacks the section.</summary>
    public ConfigDocument(ConfigViolation fault) => Error = fault;

    /// <summary>The keys and values; null if there is an <see cref="Error"/>.</summary>
    public ConfigMap? Root { get; }

    /// <summary>Why the text has no keys and values; null if it has.</summary>
    public ConfigViolation? Error { get; }

    /// <summary>How keys are compared.</summary>
    public StringComparison Comparison { get; init; } = StringComparison.Ordinal;

    /// <summary>The parser for a file name; null if the extension is not .json, .yaml or .yml.</summary>
    public static Func<string, ConfigDocument>? FindParser(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => JsonConfigParser.Parse,
        ".yaml" or ".yml" => YamlConfigParser.Parse,
        _ => null,
    };

    /// <summary>The section at a path of keys: <c>grpo:loss_fn</c>, or <c>grpo.loss_fn</c> if the path has no colon.</summary>
    public ConfigDocument Section(string path)
    {
        var text = this;
        foreach (var key in path.Split(path.IndexOf(':') >= 0 ? ':' : '.'))
            text = text.Root is { } root ? text.Child(root, key) : text;
        return text;
    }

    private ConfigDocument Child(ConfigMap map, string key)
    {
        if (map.Duplicates.Find(doubled => string.Equals(doubled.Entry.Key, key, Comparison)) is { } again)
            return Invalid(ConfigViolationKind.DuplicateKey, again.Entry, $"is specified twice; {again.First}");
        return map.Entries.FindAll(entry => string.Equals(entry.Key, key, Comparison)) switch
        {
            [] => Missing(map, key),
            [{ Value: ConfigMap section } entry] => new(section.At(entry)) { Comparison = Comparison },
            [var entry] => Invalid(ConfigViolationKind.MissingSection, entry, $"is {Describe(entry.Value)}; it must be an object"),
            [var first, var second, ..] => Invalid(ConfigViolationKind.DuplicateKey, second, $"is specified twice; first on line {first.Line}"),
        };
    }

    private static ConfigDocument Missing(ConfigMap map, string key)
    {
        var sections = map.Entries.Where(entry => entry.Value is ConfigMap).Select(entry => entry.Key).ToList();
        var wayOut = NearestName.Find(key, sections) is { } nearest ? $"; did you mean '{nearest}'?"
            : sections.Count == 0 ? ""
            : "; sections: " + string.Join(", ", sections.Select(name => $"'{name}'"));
        return new(new ConfigViolation(ConfigViolationKind.MissingSection, key, "is not a section of this file" + wayOut, map.Line, map.Column) { Path = map.PathOf(key) });
    }

    private static ConfigDocument Invalid(ConfigViolationKind kind, ConfigEntry entry, string problem) =>
        new(new ConfigViolation(kind, entry.Key, problem, entry.Line, entry.Column) { Path = entry.Path });

    /// <summary>Describes a value in messages.</summary>
    public static string Describe(object? value) => value switch
    {
        ConfigMap => "an object",
        UnsupportedValue other => other.DisplayText,
        OutOfRangeNumber number => number.DisplayText,
        UntypedText text => Describe(YamlCoreSchema.Resolve(text.Text)),
        _ => ValueFormatter.Format(value),
    };
}
