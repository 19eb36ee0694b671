using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>A config as data: its keys with their types and rules.</summary>
/// <param name="name">The record's name.</param>
/// <param name="fields">Its properties in declaration order.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConfigSchema(string name, IReadOnlyList<ConfigField> fields)
{
    /// <summary>The record's name.</summary>
    public string Name { get; } = name;

    /// <summary>What it configures: the summary of the record, as plain text.</summary>
    public string? Description { get; init; }

    /// <summary>Its properties in declaration order.</summary>
    public ImmutableArray<ConfigField> Fields { get; } = [.. fields];

    /// <summary>The place of the field with a key, or -1.</summary>
    internal int IndexOf(string key, StringComparison comparison = StringComparison.Ordinal)
    {
        for (var i = 0; i < Fields.Length; i++)
        {
            if (string.Equals(Fields[i].Key, key, comparison))
                return i;
        }

        return -1;
    }

    /// <summary>The rules between fields that values break.</summary>
    /// <param name="values">The values, one for each field.</param>
    /// <param name="faulty">The fields whose values say nothing, since they are wrong by themselves.</param>
    /// <param name="name">What the reader of the message calls a field.</param>
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
