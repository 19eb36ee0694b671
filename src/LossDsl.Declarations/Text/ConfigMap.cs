using System.Collections.Generic;
using System.Linq;

namespace LossDsl;

/// <summary>A mapping of keys to values in the order of the text, duplicate keys included.</summary>
/// <param name="line">The 1-based line where it starts; 0 if there are no lines.</param>
/// <param name="column">The column where it starts.</param>
/// <param name="path">The path in a configuration that has paths instead of lines; empty for the root.</param>
internal sealed class ConfigMap(int line, int column, string? path = null)
{
    public int Line { get; } = line;

    public int Column { get; } = column;

    public List<ConfigEntry> Entries { get; } = [];

    /// <summary>Keys that are duplicates in mappings that were merged into this one, and duplicate merge keys.</summary>
    public List<DuplicateEntry> Duplicates { get; } = [];

    public string? PathOf(string key) => path is "" ? key : path is null ? null : $"{path}:{key}";

    /// <summary>The same mapping, located at the key of its section.</summary>
    public ConfigMap At(ConfigEntry section)
    {
        var map = new ConfigMap(section.Line, section.Column, section.Path);
        map.Entries.AddRange(Entries);
        map.Duplicates.AddRange(Duplicates);
        return map;
    }

    /// <summary>Merges other mappings into this one. Existing keys take precedence, then those of earlier mappings.</summary>
    public void Merge(IEnumerable<ConfigMap> maps)
    {
        var taken = new HashSet<string>(Entries.Select(entry => entry.Key));
        foreach (var map in maps)
        {
            var seen = new Dictionary<string, ConfigEntry>();
            var doubled = new List<DuplicateEntry>(map.Duplicates);
            foreach (var entry in map.Entries)
            {
                if (seen.TryGetValue(entry.Key, out var first))
                    doubled.Add(new DuplicateEntry(entry, $"first on line {first.Line}"));
                else if (taken.Add(entry.Key))
                    Entries.Add(entry);
                if (first is null)
                    seen.Add(entry.Key, entry);
            }

            // A mapping that is merged twice reports its duplicates once.
            Duplicates.AddRange(doubled.Where(entry => !Duplicates.Contains(entry)));
        }
    }

    public void Add(string key, object? value, int atLine = 0, int atColumn = 0) =>
        Entries.Add(new ConfigEntry(key, value, atLine, atColumn, PathOf(key)));
}

/// <summary>A key with its value and its position.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">
/// <c>null</c>, <c>bool</c>, <c>long</c>, <c>double</c>, <c>string</c>, <see cref="OutOfRangeNumber"/>, <see cref="UntypedText"/>,
/// <see cref="ConfigMap"/> or <see cref="UnsupportedValue"/>.
/// </param>
/// <param name="Line">The 1-based line of the key; 0 if there are no lines.</param>
/// <param name="Column">The column of the key.</param>
/// <param name="Path">The path of the key in a configuration that has paths instead of lines.</param>
internal sealed record ConfigEntry(string Key, object? Value, int Line, int Column, string? Path);

/// <summary>A key that occurs a second time in a mapping.</summary>
/// <param name="Entry">The second occurrence.</param>
/// <param name="First">The position of the first occurrence, as a phrase for the message.</param>
internal sealed record DuplicateEntry(ConfigEntry Entry, string First);

/// <summary>A value of a source that has only strings. How it is parsed depends on the setting.</summary>
internal sealed record UntypedText(string Text);

/// <summary>An integer beyond 64 bits, or a number beyond the range of <c>double</c>.</summary>
/// <param name="Text">The number as written.</param>
/// <param name="Value">The nearest double; infinity if it is out of range.</param>
internal sealed record OutOfRangeNumber(string Text, double Value)
{
    /// <summary>The number in messages.</summary>
    public string DisplayText => double.IsInfinity(Value) ? $"{Text}, which is beyond the range of floating-point numbers" : Text;
}

/// <summary>A value that no setting can have.</summary>
/// <param name="DisplayText">The value in messages: <c>a list</c>.</param>
/// <param name="Items">The items of a list.</param>
internal sealed record UnsupportedValue(string DisplayText, IReadOnlyList<object?> Items)
{
    public static UnsupportedValue List(IReadOnlyList<object?> items) => new("a list", items);
}
