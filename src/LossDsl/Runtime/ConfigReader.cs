using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>Hands the values of a file to a config, typed, and notes whatever is wrong.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct ConfigReader
{
    private readonly ConfigEntries _entries;

    internal ConfigReader(ConfigEntries entries) => _entries = entries;

    /// <summary>Whether the file has a value for a property.</summary>
    /// <param name="field">The property's place in the schema.</param>
    public bool Has(int field) => _entries.Has(field);

    /// <summary>Reads a value; null where it is null, absent or wrong.</summary>
    /// <param name="field">The property's place in the schema.</param>
    public bool? GetBool(int field) => (bool?)_entries.Value(field);

    /// <inheritdoc cref="GetBool"/>
    public long? GetLong(int field) => (long?)_entries.Value(field);

    /// <inheritdoc cref="GetBool"/>
    public int? GetInt(int field) => (int?)_entries.Value(field);

    /// <inheritdoc cref="GetBool"/>
    public double? GetDouble(int field) => (double?)_entries.Value(field);

    /// <inheritdoc cref="GetBool"/>
    public float? GetFloat(int field) => (float?)_entries.Value(field);

    /// <inheritdoc cref="GetBool"/>
    public string? GetString(int field) => (string?)_entries.Value(field);

    /// <inheritdoc cref="GetBool"/>
    /// <typeparam name="T">The enum, whose members files spell in snake_case.</typeparam>
    public T? GetEnum<T>(int field)
        where T : struct, Enum => (T?)_entries.Value(field);
}
