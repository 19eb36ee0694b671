using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl;

/// <summary>What a file says to the settings of a config, and everything that is wrong with it.</summary>
/// <remarks>It knows a config by its schema alone: programs have that from their types, the compiler from its symbols.</remarks>
internal sealed class ConfigEntries
{
    private readonly ConfigSchema _schema;
    private readonly ConfigMap _root;
    private readonly StringComparison _comparison;
    private readonly ConfigEntry?[] _entries;
    private readonly bool[] _faulty;
    private readonly List<ConfigViolation> _violations = [];

    public ConfigEntries(ConfigSchema schema, ConfigMap root, StringComparison comparison)
    {
        (_schema, _root, _comparison) = (schema, root, comparison);
        _entries = new ConfigEntry?[schema.Fields.Length];
        _faulty = new bool[schema.Fields.Length];
        foreach (var entry in root.Entries)
            Sort(entry);
        foreach (var (entry, first) in root.Duplicates)
            Note(ConfigViolationKind.DuplicateKey, entry.Key, entry, $"stands twice; {first}");
        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i] is null && schema.Fields[i].IsRequired)
                Note(ConfigViolationKind.MissingKey, i, "is missing; it is required");
        }
    }

    /// <summary>Whether the file has a value for a setting.</summary>
    public bool Has(int field) => _entries[field] is not null;

    /// <summary>The value of a setting, with its type; null where it is null, absent or wrong.</summary>
    public object? Value(int field)
    {
        if (_entries[field] is not { } entry)
            return null;
        var declared = _schema.Fields[field];
        var value = entry.Value is UntypedText untyped ? FieldValue.Resolve(declared, untyped.Text) : entry.Value;
        if (value is not null && FieldValue.ConvertTo(declared, value) is { } typed)
            return IsValid(field, typed) ? typed : null;
        Wrong(field, value);
        return null;
    }

    /// <summary>Says nothing of a setting whose default is not known.</summary>
    public void Ignore(int field) => _faulty[field] = true;

    /// <summary>Everything that is wrong with the file, in its order.</summary>
    /// <param name="values">The values, those of absent keys being the defaults.</param>
    public IReadOnlyList<ConfigViolation> Finish(IReadOnlyList<object?> values)
    {
        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i] is null && !_faulty[i] && _schema.Fields[i].Validate(values[i]) is { } problem)
                Note(ConfigViolationKind.InvalidValue, i, "is not given; its default " + problem);
        }

        foreach (var (field, other, problem) in _schema.FindViolations(values, _faulty, declared => declared.Key).ToList())
            Note(ConfigViolationKind.RuleViolation, _schema.Fields[field].Key, _entries[field] ?? _entries[other], problem);
        return [.. _violations.OrderBy(violation => violation.Line).ThenBy(violation => violation.Column)];
    }

    private void Sort(ConfigEntry entry)
    {
        var field = _schema.IndexOf(entry.Key);
        if (field < 0 && _comparison != StringComparison.Ordinal)
            field = _schema.IndexOf(entry.Key, _comparison);
        if (field >= 0 && _entries[field] is { } first)
        {
            Note(ConfigViolationKind.DuplicateKey, entry.Key, entry, $"stands twice; first in line {first.Line}");
        }
        else if (field >= 0)
        {
            _entries[field] = entry;
        }
        else if (entry is not { Key: "$schema", Value: string or UntypedText })
        {
            // With $schema a file only tells its editor which schema it follows.
            // A key that the file has already is not meant a second time.
            var nearest = NearestName.Find(entry.Key, _schema.Fields.Select(declared => declared.Key).Where(key => !IsGiven(key)));
            var wayOut = nearest is null ? "" : $"; did you mean '{nearest}'?";
            Note(ConfigViolationKind.UnknownKey, entry.Key, entry, $"is not a key of {_schema.Name}{wayOut}");
        }
    }

    private bool IsGiven(string key) => _root.Entries.Exists(entry => string.Equals(entry.Key, key, _comparison));

    private bool Legal(int field, object value)
    {
        if (_schema.Fields[field].Validate(value) is not { } problem)
            return true;
        Note(ConfigViolationKind.InvalidValue, field, problem);
        return false;
    }

    private void Wrong(int field, object? value)
    {
        var declared = _schema.Fields[field];
        if (value is null && declared.IsNullable)
            return;
        var expected = FieldValue.DescribeExpected(declared) + (declared.IsNullable ? " or null" : "");
        var quoted = IsQuoted(declared, value) ? "; the quotes make it a text" : "";
        Note(FieldValue.ClassifyError(declared, value), field, $"is {ConfigDocument.Describe(value)}; it must be {expected}{quoted}");
    }

    // "0.1" for a number, "true" for a flag: without the quotes it would be one.
    private static bool IsQuoted(ConfigField declared, object? value) =>
        value is string text && YamlCoreSchema.Resolve(text) is { } meant and not string && FieldValue.ConvertTo(declared, meant) is not null;

    private void Note(ConfigViolationKind kind, int field, string problem)
    {
        _faulty[field] = true;
        Note(kind, _schema.Fields[field].Key, _entries[field], problem);
    }

    // What is absent is missed where its section begins.
    private void Note(ConfigViolationKind kind, string key, ConfigEntry? entry, string problem)
    {
        var (line, column) = entry is null ? (_root.Line, _root.Column) : (entry.Line, entry.Column);
        _violations.Add(new ConfigViolation(kind, key, problem, line, column)
        {
            Path = entry?.Key == key ? entry.Path : _root.PathOf(key),
        });
    }
}
