using System.Collections.Immutable;

namespace LossDsl;

/// <summary>A config as data: its keys with their types and rules.</summary>
/// <param name="name">The record's name.</param>
/// <param name="fields">Its properties in declaration order.</param>
public sealed class ConfigSchema(string name, IReadOnlyList<ConfigField> fields)
{
    /// <summary>The record's name.</summary>
    public string Name { get; } = name;

    /// <summary>Its properties in declaration order.</summary>
    public ImmutableArray<ConfigField> Fields { get; } = [.. fields];

    internal int IndexOf(string key)
    {
        for (var i = 0; i < Fields.Length; i++)
        {
            if (Fields[i].Key == key)
                return i;
        }

        return -1;
    }
}
