using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl;

/// <summary>The entries of a file by setting, and the violations found while they are read.</summary>
/// <remarks>Depends on the config's schema only, which the runtime has from generated code and the compiler from symbols.</remarks>
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
            Note(ConfigViolationKind.DuplicateKey, entry.Key, entry, $"is specified twice; {first}");
        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i] is null && schema.Fields[i].IsRequired)
                Note(ConfigViolationKind.MissingKey, i, "is missing; it is required");
        }
    }

    /// <summary>Whether the file has an entry for a setting.</summary>
    public bool Has(int field) => _entries[field] is not null;

    /// <summary>The value of a setting, converted to its type; null if it is null, absent or invalid.</summary>
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

    /// <summary>Excludes a setting from the checks because its default is unknown.</summary>
    public void Ignore(int field) => _faulty[field] = true;

    /// <summary>All violations of the file, ordered by position.</summary>
    /// <param name="values">The values of all settings; those of absent keys are the defaults.</param>
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
            Note(ConfigViolationKind.DuplicateKey, entry.Key, entry, $"is specified twice; first on line {first.Line}");
        }
        else if (field >= 0)
        {
            _entries[field] = entry;
        }
        else if (entry is not { Key: "$schema", Value: string or UntypedText })
        {
            // The key $schema refers an editor to the JSON schema.
            // A key that the file already has is not suggested for a misspelt one.
            var nearest = NearestName.Find(entry.Key, _schema.Fields.Select(declared => declared.Key).Where(key => !IsGiven(key)));
            var wayOut = nearest is null ? "" : $"; did you mean '{nearest}'?";
            Note(ConfigViolationKind.UnknownKey, entry.Key, entry, $"is not a key of {_schema.Name}{wayOut}");
        }
    }

    private bool IsGiven(string key) => _root.Entries.Exists(entry => string.Equals(entry.Key, key, _comparison));

    private bool IsValid(int field, object value)
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
        var quoted = IsQuoted(declared, value) ? "; the quotes make it a string" : "";
        Note(FieldValue.ClassifyError(declared, value), field, $"is {ConfigDocument.Describe(value)}; it must be {expected}{quoted}");
    }

    // "0.1" for a number, "true" for a bool: the value would be valid without the quotes.
    private static bool IsQuoted(ConfigField declared, object? value) =>
        value is string text && YamlCoreSchema.Resolve(text) is { } meant and not string && FieldValue.ConvertTo(declared, meant) is not null;

    private void Note(ConfigViolationKind kind, int field, string problem)
    {
        _faulty[field] = true;
        Note(kind, _schema.Fields[field].Key, _entries[field], problem);
    }

    // The violation of an absent key is located at the start of its section.
    private void Note(ConfigViolationKind kind, string key, ConfigEntry? entry, string problem)
    {
        var (line, column) = entry is null ? (_root.Line, _root.Column) : (entry.Line, entry.Column);
        _violations.Add(new ConfigViolation(kind, key, problem, line, column)
        {
            Path = entry?.Key == key ? entry.Path : _root.PathOf(key),
        });
    }
}
