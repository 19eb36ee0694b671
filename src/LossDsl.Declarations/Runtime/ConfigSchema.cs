using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>The schema of a config: its settings with their keys, types and rules.</summary>
/// <param name="name">The name of the record.</param>
/// <param name="fields">The settings in declaration order.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConfigSchema(string name, IReadOnlyList<ConfigField> fields)
{
    /// <summary>The name of the record.</summary>
    public string Name { get; } = name;

    /// <summary>The summary of the record's documentation as plain text; null if there is none.</summary>
    public string? Description { get; init; }

    /// <summary>The settings in declaration order.</summary>
    public ImmutableArray<ConfigField> Fields { get; } = [.. fields];

    /// <summary>The index of the field with a key; -1 if there is none.</summary>
    internal int IndexOf(string key, StringComparison comparison = StringComparison.Ordinal)
    {
        for (var i = 0; i < Fields.Length; i++)
        {
            if (string.Equals(Fields[i].Key, key, comparison))
                return i;
        }

        return -1;
    }

    /// <summary>The violations of rules between fields.</summary>
    /// <param name="values">The values, one per field.</param>
    /// <param name="faulty">The fields whose values are invalid by themselves; rules are not checked for them.</param>
    /// <param name="name">The name of a field in the message.</param>
    internal IEnumerable<(int Field, int Other, string Problem)> FindViolations(
        IReadOnlyList<object?> values, IReadOnlyList<bool> faulty, Func<ConfigField, string> name)
    {
        for (var i = 0; i < Fields.Length; i++)
        {
            foreach (var rule in Fields[i].Rules)
            {
                var other = IndexOfProperty(rule.Other);
                if (!faulty[i] && !faulty[other] && rule.Validate(At(i), At(other)) is { } problem)
                    yield return (i, other, problem);
            }
        }

        Setting At(int field) => new(name(Fields[field]), values[field], Fields[field].SetWhen);
    }

    internal int IndexOfProperty(string property)
    {
        for (var i = 0; i < Fields.Length; i++)
        {
            if (Fields[i].Property == property)
                return i;
        }

        throw new ArgumentException($"{Name} has no property {property}.", nameof(property));
    }
}
