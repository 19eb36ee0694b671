namespace LossDsl;

/// <summary>Hands the values of a file to a config, typed, and notes whatever is wrong.</summary>
public readonly ref struct ConfigReader
{
    private readonly ConfigSchema _schema;
    private readonly ConfigMap _root;
    private readonly StringComparison _comparison;
    private readonly ConfigEntry?[] _entries;
    private readonly bool[] _faulty;
    private readonly List<ConfigViolation> _violations = [];

    internal ConfigReader(ConfigSchema schema, ConfigMap root, StringComparison comparison)
    {
        (_schema, _root, _comparison) = (schema, root, comparison);
        _entries = new ConfigEntry?[schema.Fields.Length];
        _faulty = new bool[schema.Fields.Length];
        foreach (var entry in root.Entries)
            Sort(entry);
        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i] is null && schema.Fields[i].Required)
                Note(i, "is missing; it is required");
        }
    }

    /// <summary>Whether the file has a value for a property.</summary>
    /// <param name="field">The property's place in the schema.</param>
    public bool Has(int field) => _entries[field] is not null;

    /// <summary>Reads a value; null where it is null, absent or wrong.</summary>
    /// <param name="field">The property's place in the schema.</param>
    public bool? Bool(int field) => Read(field, "true or false", static value => value as bool?);

    /// <inheritdoc cref="Bool"/>
    public long? Long(int field) => Read(field, "a whole number", Numbers.Whole);

    /// <inheritdoc cref="Bool"/>
    public int? Int(int field) => Read(field, "a whole number of 32 bits", Numbers.Whole32);

    /// <inheritdoc cref="Bool"/>
    public double? Double(int field) => Read(field, "a number", Numbers.Real);

    /// <inheritdoc cref="Bool"/>
    public float? Float(int field) => Read(field, "a number of 32 bits", Numbers.Real32);

    /// <inheritdoc cref="Bool"/>
    public string? String(int field)
    {
        if (_entries[field] is not { } entry)
            return null;
        var value = entry.Value is UntypedText untyped ? untyped.Text : entry.Value;
        if (value is string text)
            return Legal(field, text) ? text : null;
        Wrong(field, value, "a text");
        return null;
    }

    /// <inheritdoc cref="Bool"/>
    /// <typeparam name="T">The enum, whose members files spell in snake_case.</typeparam>
    public T? Enum<T>(int field)
        where T : struct, Enum => Read(
        field,
        ValueWords.OneOf(_schema.Fields[field].Choices!),
        static value => value is string text ? Member<T>(text) : null,
        static text => text.Length == 0 ? null : text);

    /// <summary>Everything that is wrong with the file, in its order.</summary>
    /// <param name="values">The values of the config that was made of it, defaults included.</param>
    internal IReadOnlyList<ConfigViolation> Finish(IReadOnlyList<object?> values)
    {
        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i] is null && !_faulty[i] && _schema.Fields[i].Broken(values[i]) is { } problem)
                Note(i, "is not given; its default " + problem);
        }

        foreach (var (field, other, problem) in _schema.BrokenRules(values, _faulty, declared => declared.Key).ToList())
            Note(_schema.Fields[field].Key, _entries[field] ?? _entries[other], problem);
        return [.. _violations.OrderBy(violation => violation.Line).ThenBy(violation => violation.Column)];
    }

    private static T? Member<T>(string text)
        where T : struct, Enum
    {
        foreach (var value in System.Enum.GetValues<T>())
        {
            if (SnakeCase.From(value.ToString()) == text)
                return value;
        }

        return null;
    }

    private void Sort(ConfigEntry entry)
    {
        var field = _schema.IndexOf(entry.Key);
        if (field < 0 && _comparison != StringComparison.Ordinal)
            field = _schema.IndexOf(entry.Key, _comparison);
        if (field >= 0 && _entries[field] is { } first)
        {
            Note(entry.Key, entry, $"stands twice; first in line {first.Line}");
        }
        else if (field >= 0)
        {
            _entries[field] = entry;
        }
        else if (entry is not { Key: "$schema", Value: string or UntypedText })
        {
            // With $schema a file only tells its editor which schema it follows.
            var nearest = NearestName.Of(entry.Key, _schema.Fields.Select(declared => declared.Key));
            Note(entry.Key, entry, $"is not a key of {_schema.Name}" + (nearest is null ? "" : $"; did you mean '{nearest}'?"));
        }
    }

    private T? Read<T>(int field, string expected, Func<object, T?> convert, Func<string, object?>? resolve = null)
        where T : struct
    {
        if (_entries[field] is not { } entry)
            return null;
        var value = entry.Value is UntypedText untyped ? (resolve ?? CoreSchema.Resolve)(untyped.Text) : entry.Value;
        if (value is not null && convert(value) is { } typed)
            return Legal(field, typed) ? typed : null;
        Wrong(field, value, expected);
        return null;
    }

    private bool Legal(int field, object value)
    {
        if (_schema.Fields[field].Broken(value) is not { } problem)
            return true;
        Note(field, problem);
        return false;
    }

    private void Wrong(int field, object? value, string expected)
    {
        var nullable = _schema.Fields[field].Nullable;
        if (value is not null || !nullable)
            Note(field, $"is {ConfigText.Words(value)}; it must be {expected}{(nullable ? " or null" : "")}");
    }

    private void Note(int field, string problem)
    {
        _faulty[field] = true;
        Note(_schema.Fields[field].Key, _entries[field], problem);
    }

    // What is absent is missed where its section begins.
    private void Note(string key, ConfigEntry? entry, string problem)
    {
        var (line, column) = entry is null ? (_root.Line, _root.Column) : (entry.Line, entry.Column);
        _violations.Add(new ConfigViolation(key, problem, line, column)
        {
            Path = entry?.Key == key ? entry.Path : _root.PathOf(key),
        });
    }
}
