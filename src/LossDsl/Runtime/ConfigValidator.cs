using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>Validates one config: receives all its values, then checks them. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct ConfigValidator
{
    private readonly ConfigSchema _schema;
    private readonly object?[] _values;

    internal ConfigValidator(ConfigSchema schema) => (_schema, _values) = (schema, new object?[schema.Fields.Length]);

    /// <summary>The received values, one per field of the schema.</summary>
    internal object?[] Values => _values;

    /// <summary>Adds the value of a property.</summary>
    /// <param name="field">The index of the property in the schema.</param>
    /// <param name="value">The value of the property.</param>
    public void AddValue(int field, double? value) => _values[field] = value;

    /// <inheritdoc cref="AddValue(int, double?)"/>
    public void AddValue(int field, float? value) => _values[field] = value;

    /// <inheritdoc cref="AddValue(int, double?)"/>
    public void AddValue(int field, long? value) => _values[field] = value;

    /// <inheritdoc cref="AddValue(int, double?)"/>
    public void AddValue(int field, int? value) => _values[field] = value;

    /// <inheritdoc cref="AddValue(int, double?)"/>
    public void AddValue(int field, bool? value) => _values[field] = value;

    /// <inheritdoc cref="AddValue(int, double?)"/>
    public void AddValue(int field, string? value) => _values[field] = value;

    /// <inheritdoc cref="AddValue(int, double?)"/>
    /// <typeparam name="T">The enum.</typeparam>
    public void AddValue<T>(int field, T? value)
        where T : struct, Enum => _values[field] = value;

    /// <summary>Returns all violations: first of single values, then of rules between values.</summary>
    internal List<ConfigViolation> Violations()
    {
        var fields = _schema.Fields;
        var problems = fields.Zip(_values, (field, value) => field.Validate(value)).ToList();
        var violations = new List<ConfigViolation>();
        for (var i = 0; i < problems.Count; i++)
        {
            if (problems[i] is { } problem)
                violations.Add(new ConfigViolation(ConfigViolationKind.InvalidValue, fields[i].Property, problem));
        }

        var faulty = problems.ConvertAll(problem => problem is not null);
        foreach (var (field, _, problem) in _schema.FindViolations(_values, faulty, field => field.Property))
            violations.Add(new ConfigViolation(ConfigViolationKind.RuleViolation, fields[field].Property, problem));
        return violations;
    }
}
