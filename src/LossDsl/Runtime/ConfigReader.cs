using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>Passes the typed values of a parsed file to a config and collects every violation. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct ConfigReader
{
    private readonly ConfigEntries _entries;

    internal ConfigReader(ConfigEntries entries) => _entries = entries;

    /// <summary>Whether the file has a value for a property.</summary>
    /// <param name="field">The index of the property in the schema.</param>
    public bool Has(int field) => _entries.Has(field);

    /// <summary>Reads a value; null where the file has null, no value or an invalid value.</summary>
    /// <param name="field">The index of the property in the schema.</param>
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
    /// <typeparam name="T">The enum, whose members are written in snake_case in files.</typeparam>
    public T? GetEnum<T>(int field)
        where T : struct, Enum => (T?)_entries.Value(field);
}
