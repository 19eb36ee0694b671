using System;
using System.IO;
using System.Linq;

namespace LossDsl;

/// <summary>
/// What a file or a configuration holds, whatever its format. There is one reader for each format; all that is said about
/// keys and values is said about this.
/// </summary>
internal sealed class ConfigDocument
{
    /// <summary>How deep maps and lists may nest.</summary>
    public const int MaxDepth = 64;

    /// <summary>What some editors begin a file with.</summary>
    public const char ByteOrderMark = '\uFEFF';

    public ConfigDocument(ConfigMap root) => Root = root;

    /// <summary>A text that cannot be read, or has no such section.</summary>
    public ConfigDocument(ConfigViolation fault) => Error = fault;

    /// <summary>The keys and values, unless there is a <see cref="Error"/>.</summary>
    public ConfigMap? Root { get; }

    /// <summary>Why there is nothing to read.</summary>
    public ConfigViolation? Error { get; }

    /// <summary>How keys are told apart.</summary>
    public StringComparison Comparison { get; init; } = StringComparison.Ordinal;

    /// <summary>What reads a file of that name; null where its extension is none of .json, .yaml, .yml.</summary>
    public static Func<string, ConfigDocument>? FindParser(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => JsonConfigParser.Parse,
        ".yaml" or ".yml" => YamlConfigParser.Parse,
        _ => null,
    };

    /// <summary>What is under a path of keys: <c>grpo:loss_fn</c>, or <c>grpo.loss_fn</c> where no colon is in it.</summary>
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
            return Invalid(ConfigViolationKind.DuplicateKey, again.Entry, $"stands twice; {again.First}");
        return map.Entries.FindAll(entry => string.Equals(entry.Key, key, Comparison)) switch
        {
            [] => Missing(map, key),
            [{ Value: ConfigMap section } entry] => new(section.At(entry)) { Comparison = Comparison },
            [var entry] => Invalid(ConfigViolationKind.MissingSection, entry, $"is {Describe(entry.Value)}; it must be an object"),
            [var first, var second, ..] => Invalid(ConfigViolationKind.DuplicateKey, second, $"stands twice; first in line {first.Line}"),
        };
    }

    private static ConfigDocument Missing(ConfigMap map, string key)
    {
        var sections = map.Entries.Where(entry => entry.Value is ConfigMap).Select(entry => entry.Key).ToList();
        var wayOut = NearestName.Find(key, sections) is { } nearest ? $"; did you mean '{nearest}'?"
            : sections.Count == 0 ? ""
            : "; sections here: " + string.Join(", ", sections.Select(name => $"'{name}'"));
        return new(new ConfigViolation(ConfigViolationKind.MissingSection, key, "is not a section here" + wayOut, map.Line, map.Column) { Path = map.PathOf(key) });
    }

    private static ConfigDocument Invalid(ConfigViolationKind kind, ConfigEntry entry, string problem) =>
        new(new ConfigViolation(kind, entry.Key, problem, entry.Line, entry.Column) { Path = entry.Path });

    /// <summary>Spells any value of an entry.</summary>
    public static string Describe(object? value) => value switch
    {
        ConfigMap => "an object",
        UnsupportedValue other => other.DisplayText,
        OutOfRangeNumber number => number.DisplayText,
        UntypedText text => Describe(YamlCoreSchema.Resolve(text.Text)),
        _ => ValueFormatter.Format(value),
    };
}
