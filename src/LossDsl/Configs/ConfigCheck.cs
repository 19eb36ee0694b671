using System.Globalization;

namespace LossDsl;

/// <summary>One check of a config that was made in code.</summary>
public ref struct ConfigCheck
{
    private readonly ConfigSchema _schema;
    private List<ConfigViolation>? _violations;

    internal ConfigCheck(ConfigSchema schema) => _schema = schema;

    internal readonly IReadOnlyList<ConfigViolation> Violations => _violations ?? (IReadOnlyList<ConfigViolation>)[];

    /// <summary>Checks a value.</summary>
    /// <param name="field">The property's place in the schema.</param>
    /// <param name="value">Its value.</param>
    public void Value(int field, double? value) => Check(field, value);

    /// <inheritdoc cref="Value(int, double?)"/>
    public void Value(int field, float? value) => Check(field, value);

    /// <inheritdoc cref="Value(int, double?)"/>
    public void Value(int field, long? value) => Check(field, value);

    /// <inheritdoc cref="Value(int, double?)"/>
    public void Value(int field, int? value) => Check(field, value);

    /// <inheritdoc cref="Value(int, double?)"/>
    public void Value(int field, bool? value) => Check(field, value);

    /// <inheritdoc cref="Value(int, double?)"/>
    public void Value(int field, string? value) => Check(field, value);

    /// <inheritdoc cref="Value(int, double?)"/>
    /// <typeparam name="T">The enum.</typeparam>
    public void Value<T>(int field, T? value)
        where T : struct, Enum => Check(field, value);

    private void Check(int field, object? value)
    {
        var declared = _schema.Fields[field];
        if (Broken(declared, value) is { } problem)
            (_violations ??= []).Add(new ConfigViolation(declared.Property, problem));
    }

    /// <summary>What is wrong with a value, as a phrase that follows its name; null where nothing is.</summary>
    internal static string? Broken(ConfigField declared, object? value)
    {
        if (value is null)
            return declared.Nullable ? null : "is null; it needs a value";
        if (value is double.NaN or float.NaN)
            return ValueWords.NotANumber;
        if (declared.Range is { } range && !range.Contains(Convert.ToDouble(value, CultureInfo.InvariantCulture)))
            return ValueWords.Outside(value, range);
        if (declared.AllowedValues is { } allowed && !allowed.Contains(value))
            return ValueWords.NotAllowed(value, allowed);
        if (value is Enum && !Enum.IsDefined(declared.Type, value))
            return ValueWords.NotAllowed(value, Enum.GetValues(declared.Type).Cast<object>());
        return null;
    }
}
