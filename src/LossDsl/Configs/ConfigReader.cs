namespace LossDsl;

/// <summary>Hands the values of a file to a config, typed, and notes whatever is wrong.</summary>
public ref struct ConfigReader
{
    private readonly ConfigSchema _schema;
    private readonly JsonConfig.Entry?[] _entries;
    private readonly List<ConfigViolation> _violations;

    internal ConfigReader(ConfigSchema schema, JsonConfig text)
    {
        (_schema, _violations) = (schema, text.Violations);
        _entries = new JsonConfig.Entry?[schema.Fields.Length];
        var readable = _violations.Count == 0;
        foreach (var entry in text.Entries)
            Sort(entry);
        for (var i = 0; i < _entries.Length && readable; i++)
        {
            if (_entries[i] is null && schema.Fields[i].Required)
                _violations.Add(new ConfigViolation(schema.Fields[i].Key, "is missing; it is required"));
        }
    }

    /// <summary>Whether the file has a value for a property.</summary>
    /// <param name="field">The property's place in the schema.</param>
    public readonly bool Has(int field) => _entries[field] is not null;

    /// <summary>Reads a value; null where it is null, absent or wrong.</summary>
    /// <param name="field">The property's place in the schema.</param>
    public readonly bool? Bool(int field) => Value<bool>(field, "true or false");

    /// <inheritdoc cref="Bool"/>
    public readonly long? Long(int field) => Value<long>(field, "a whole number");

    /// <inheritdoc cref="Bool"/>
    public readonly int? Int(int field)
    {
        var value = Long(field);
        if (value is not (< int.MinValue or > int.MaxValue))
            return (int?)value;
        Note(field, $"is {value}; it must fit in 32 bits");
        return null;
    }

    /// <inheritdoc cref="Bool"/>
    public readonly double? Double(int field) =>
        _entries[field]?.Value is long whole ? Ruled(field, (double)whole) : Value<double>(field, "a number");

    /// <inheritdoc cref="Bool"/>
    public readonly float? Float(int field) => (float?)Double(field);

    /// <inheritdoc cref="Bool"/>
    public readonly string? String(int field)
    {
        if (_entries[field] is not { } entry)
            return null;
        if (entry.Value is string text)
            return Broken(field, text) ? null : text;
        Wrong(field, entry, "a text");
        return null;
    }

    /// <inheritdoc cref="Bool"/>
    /// <typeparam name="T">The enum, whose members files spell in snake_case.</typeparam>
    public readonly T? Enum<T>(int field)
        where T : struct, Enum
    {
        if (String(field) is not { } text)
            return null;
        foreach (var value in System.Enum.GetValues<T>())
        {
            if (SnakeCase.From(value.ToString()) == text)
                return Ruled(field, value);
        }

        var names = System.Enum.GetNames<T>().Select(SnakeCase.From).ToList();
        Note(field, $"is \"{text}\"; it must be one of {string.Join(", ", names)}");
        return null;
    }

    internal readonly IReadOnlyList<ConfigViolation> Finish() => _violations;

    private readonly void Sort(JsonConfig.Entry entry)
    {
        var field = _schema.IndexOf(entry.Key);
        if (field < 0)
        {
            var nearest = NearestName.Of(entry.Key, _schema.Fields.Select(declared => declared.Key));
            Note(entry, $"is not a key of {_schema.Name}" + (nearest is null ? "" : $"; did you mean '{nearest}'?"));
        }
        else if (_entries[field] is { } first)
        {
            Note(entry, $"stands twice; first in line {first.Line}");
        }
        else
        {
            _entries[field] = entry;
        }
    }

    private readonly T? Value<T>(int field, string expected)
        where T : struct
    {
        if (_entries[field] is not { } entry)
            return null;
        if (entry.Value is T value)
            return Ruled(field, value);
        Wrong(field, entry, expected);
        return null;
    }

    private readonly T? Ruled<T>(int field, T value)
        where T : struct => Broken(field, value) ? null : value;

    private readonly bool Broken(int field, object value)
    {
        var problem = value is System.Enum ? null : ConfigCheck.Broken(_schema.Fields[field], value);
        if (problem is not null)
            Note(field, problem);
        return problem is not null;
    }

    private readonly void Wrong(int field, JsonConfig.Entry entry, string expected)
    {
        if (entry.Value is null && _schema.Fields[field].Nullable)
            return;
        var got = entry.Value switch
        {
            null => "null",
            JsonConfig.Kind.List => "a list",
            JsonConfig.Kind.Object => "an object",
            var value => ValueWords.Of(value),
        };
        Note(entry, $"is {got}; it must be {expected}{(_schema.Fields[field].Nullable ? " or null" : "")}");
    }

    private readonly void Note(int field, string problem) => Note(_entries[field]!, problem);

    private readonly void Note(JsonConfig.Entry entry, string problem) =>
        _violations.Add(new ConfigViolation(entry.Key, problem, entry.Line, entry.Column));
}
