using System.Collections.Generic;
using System.Linq;

namespace LossDsl;

/// <summary>Keys with values, in the order of the text, doubled keys included.</summary>
/// <param name="line">The line where it begins, from 1; 0 where there are no lines.</param>
/// <param name="column">The column where it begins.</param>
/// <param name="path">Where it stands, in a configuration that has paths instead of lines; empty for its root.</param>
internal sealed class ConfigMap(int line, int column, string? path = null)
{
    public int Line { get; } = line;

    public int Column { get; } = column;

    public List<ConfigEntry> Entries { get; } = [];

    /// <summary>Keys that stand twice in mappings that were merged into this one, and merge keys that do in it.</summary>
    public List<DuplicateEntry> Duplicates { get; } = [];

    public string? PathOf(string key) => path is "" ? key : path is null ? null : $"{path}:{key}";

    /// <summary>The same keys and values, which begin where the key of the section stands.</summary>
    public ConfigMap At(ConfigEntry section)
    {
        var map = new ConfigMap(section.Line, section.Column, section.Path);
        map.Entries.AddRange(Entries);
        map.Duplicates.AddRange(Duplicates);
        return map;
    }

    /// <summary>Adds what other maps have and this one does not: its own keys win, then the maps that come first.</summary>
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
                    doubled.Add(new DuplicateEntry(entry, $"first in line {first.Line}"));
                else if (taken.Add(entry.Key))
                    Entries.Add(entry);
                if (first is null)
                    seen.Add(entry.Key, entry);
            }

            // A map that is merged twice says the same twice.
            Duplicates.AddRange(doubled.Where(entry => !Duplicates.Contains(entry)));
        }
    }

    public void Add(string key, object? value, int atLine = 0, int atColumn = 0) =>
        Entries.Add(new ConfigEntry(key, value, atLine, atColumn, PathOf(key)));
}

/// <summary>A key with its value and its place.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">
/// <c>null</c>, <c>bool</c>, <c>long</c>, <c>double</c>, <c>string</c>, <see cref="OutOfRangeNumber"/>, <see cref="UntypedText"/>,
/// <see cref="ConfigMap"/> or <see cref="UnsupportedValue"/>.
/// </param>
/// <param name="Line">The line of the key, from 1; 0 where there are no lines.</param>
/// <param name="Column">The column of the key.</param>
/// <param name="Path">Where the key stands, in a configuration that has paths instead of lines.</param>
internal sealed record ConfigEntry(string Key, object? Value, int Line, int Column, string? Path);

/// <summary>A key that stands a second time in one mapping.</summary>
/// <param name="Entry">The second.</param>
/// <param name="First">Where the first is, and what else there is to say.</param>
internal sealed record DuplicateEntry(ConfigEntry Entry, string First);

/// <summary>A value of a source that knows nothing but text: what it means depends on the property that reads it.</summary>
internal sealed record UntypedText(string Text);

/// <summary>A whole number beyond 64 bits, or a number beyond the range of <c>double</c>.</summary>
/// <param name="Text">How it is spelled.</param>
/// <param name="Value">The nearest double; infinite where it is beyond their range.</param>
internal sealed record OutOfRangeNumber(string Text, double Value)
{
    /// <summary>What to call it.</summary>
    public string DisplayText => double.IsInfinity(Value) ? $"{Text}, which is beyond the range of floating-point numbers" : Text;
}

/// <summary>What no property of a config can hold.</summary>
/// <param name="Words">What to call it: <c>a list</c>.</param>
/// <param name="Items">What it holds.</param>
internal sealed record UnsupportedValue(string DisplayText, IReadOnlyList<object?> Items)
{
    public static UnsupportedValue List(IReadOnlyList<object?> items) => new("a list", items);
}
