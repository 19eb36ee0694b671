namespace LossDsl;

/// <summary>One check of a config: takes all its values, then judges them.</summary>
public readonly ref struct ConfigCheck
{
    private readonly ConfigSchema _schema;
    private readonly object?[] _values;

    internal ConfigCheck(ConfigSchema schema) => (_schema, _values) = (schema, new object?[schema.Fields.Length]);

    /// <summary>The values that were taken, one for each field.</summary>
    internal object?[] Values => _values;

    /// <summary>Takes a value.</summary>
    /// <param name="field">The property's place in the schema.</param>
    /// <param name="value">Its value.</param>
    public void Value(int field, double? value) => _values[field] = value;

    /// <inheritdoc cref="Value(int, double?)"/>
    public void Value(int field, float? value) => _values[field] = value;

    /// <inheritdoc cref="Value(int, double?)"/>
    public void Value(int field, long? value) => _values[field] = value;

    /// <inheritdoc cref="Value(int, double?)"/>
    public void Value(int field, int? value) => _values[field] = value;

    /// <inheritdoc cref="Value(int, double?)"/>
    public void Value(int field, bool? value) => _values[field] = value;

    /// <inheritdoc cref="Value(int, double?)"/>
    public void Value(int field, string? value) => _values[field] = value;

    /// <inheritdoc cref="Value(int, double?)"/>
    /// <typeparam name="T">The enum.</typeparam>
    public void Value<T>(int field, T? value)
        where T : struct, Enum => _values[field] = value;

    /// <summary>Everything that is wrong with the values, each by itself and then together.</summary>
    internal List<ConfigViolation> Violations()
    {
        var fields = _schema.Fields;
        var problems = fields.Zip(_values, (field, value) => field.Broken(value)).ToList();
        var violations = new List<ConfigViolation>();
        for (var i = 0; i < problems.Count; i++)
        {
            if (problems[i] is { } problem)
                violations.Add(new ConfigViolation(ConfigViolationKind.IllegalValue, fields[i].Property, problem));
        }

        var faulty = problems.ConvertAll(problem => problem is not null);
        foreach (var (field, _, problem) in _schema.BrokenRules(_values, faulty, field => field.Property))
            violations.Add(new ConfigViolation(ConfigViolationKind.BrokenRule, fields[field].Property, problem));
        return violations;
    }
}
