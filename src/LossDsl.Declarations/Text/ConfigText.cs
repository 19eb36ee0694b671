using System;
using System.IO;
using System.Linq;

namespace LossDsl;

/// <summary>
/// What a file or a configuration holds, whatever its format. There is one reader for each format; all that is said about
/// keys and values is said about this.
/// </summary>
internal sealed class ConfigText
{
    /// <summary>How deep maps and lists may nest.</summary>
    public const int MaxDepth = 64;

    /// <summary>What some editors begin a file with.</summary>
    public const char ByteOrderMark = '\uFEFF';

    public ConfigText(ConfigMap root) => Root = root;

    /// <summary>A text that cannot be read, or has no such section.</summary>
    public ConfigText(ConfigViolation fault) => Fault = fault;

    /// <summary>The keys and values, unless there is a <see cref="Fault"/>.</summary>
    public ConfigMap? Root { get; }

    /// <summary>Why there is nothing to read.</summary>
    public ConfigViolation? Fault { get; }

    /// <summary>How keys are told apart.</summary>
    public StringComparison Comparison { get; init; } = StringComparison.Ordinal;

    /// <summary>What reads a file of that name; null where its extension is none of .json, .yaml, .yml.</summary>
    public static Func<string, ConfigText>? ReaderOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => JsonText.Read,
        ".yaml" or ".yml" => YamlText.Read,
        _ => null,
    };

    /// <summary>What is under a path of keys: <c>grpo:loss_fn</c>, or <c>grpo.loss_fn</c> where no colon is in it.</summary>
    public ConfigText Section(string path)
    {
        var text = this;
        foreach (var key in path.Split(path.IndexOf(':') >= 0 ? ':' : '.'))
            text = text.Root is { } root ? text.Child(root, key) : text;
        return text;
    }

    private ConfigText Child(ConfigMap map, string key)
    {
        if (map.Doubled.Find(doubled => string.Equals(doubled.Entry.Key, key, Comparison)) is { } again)
            return Faulty(ConfigViolationKind.DuplicateKey, again.Entry, $"stands twice; {again.First}");
        return map.Entries.FindAll(entry => string.Equals(entry.Key, key, Comparison)) switch
        {
            [] => Missing(map, key),
            [{ Value: ConfigMap section } entry] => new(section.At(entry)) { Comparison = Comparison },
            [var entry] => Faulty(ConfigViolationKind.NoSection, entry, $"is {Words(entry.Value)}; it must be an object"),
            [var first, var second, ..] => Faulty(ConfigViolationKind.DuplicateKey, second, $"stands twice; first in line {first.Line}"),
        };
    }

    private static ConfigText Missing(ConfigMap map, string key)
    {
        var sections = map.Entries.Where(entry => entry.Value is ConfigMap).Select(entry => entry.Key).ToList();
        var wayOut = NearestName.Of(key, sections) is { } nearest ? $"; did you mean '{nearest}'?"
            : sections.Count == 0 ? ""
            : "; sections here: " + string.Join(", ", sections.Select(name => $"'{name}'"));
        return new(new ConfigViolation(ConfigViolationKind.NoSection, key, "is not a section here" + wayOut, map.Line, map.Column) { Path = map.PathOf(key) });
    }

    private static ConfigText Faulty(ConfigViolationKind kind, ConfigEntry entry, string problem) =>
        new(new ConfigViolation(kind, entry.Key, problem, entry.Line, entry.Column) { Path = entry.Path });

    /// <summary>Spells any value of an entry.</summary>
    public static string Words(object? value) => value switch
    {
        ConfigMap => "an object",
        ConfigOther other => other.Words,
        WideNumber number => number.Words,
        UntypedText text => Words(CoreSchema.Resolve(text.Text)),
        _ => ValueWords.Of(value),
    };
}
