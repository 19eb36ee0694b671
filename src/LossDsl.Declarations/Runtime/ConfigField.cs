using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Linq;

namespace LossDsl.Runtime;

/// <summary>A declared setting of a config.</summary>
/// <param name="Property">The name of the C# property.</param>
/// <param name="Key">The key in config files.</param>
/// <param name="Type">The type of the values, without <c>Nullable</c>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ConfigField(string Property, string Key, Type Type)
{
    /// <summary>The summary of the property's documentation as plain text; null if there is none.</summary>
    public string? Description { get; init; }

    /// <summary>Whether a config file must have the key.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether null is a legal value.</summary>
    public bool IsNullable { get; init; }

    /// <summary>The legal range of numbers; null for any number.</summary>
    public ValueRange? Range { get; init; }

    /// <summary>The legal values; null for any value.</summary>
    public IReadOnlyList<object>? AllowedValues { get; init; }

    /// <summary>The rules that are declared on this property, between it and other ones.</summary>
    public IReadOnlyList<FieldRule> Rules { get; init; } = [];

    /// <summary>When the property counts as set in the rules between properties.</summary>
    public SetWhen SetWhen =>
        Type == typeof(bool) ? SetWhen.True
        : IsNullable ? SetWhen.NotNull
        : Type == typeof(string) ? SetWhen.NotEmpty
        : Members is not null ? SetWhen.Always
        : SetWhen.NotZero;

    /// <summary>The error of a value by itself, as a phrase that follows the setting's name; null if the value is legal.</summary>
    internal string? Validate(object? value)
    {
        if (value is null)
            return IsNullable ? null : "is null; a value is required";
        if (value is double.NaN or float.NaN)
            return ValueFormatter.NotANumber;
        if (Range is not null && !Range.Contains(Number(value)))
            return ValueFormatter.Outside(value, Range);
        if (Choices is { } choices && !choices.Contains(value))
            return ValueFormatter.NotAllowed(value, choices);
        return null;
    }

    /// <summary>The legal values, if there are only some: those that are declared, or all members of an enum.</summary>
    internal IReadOnlyList<object>? Choices => AllowedValues ?? Members;

    /// <summary>
    /// The members of an enum type; null for other types. At compile time, the members are objects with the same names, since the
    /// compiler has no values of the enum.
    /// </summary>
    internal IReadOnlyList<object>? Members
    {
        get => field ?? (Type.IsEnum ? [.. Enum.GetValues(Type).Cast<object>()] : null);
        init;
    }

    // A float is compared by its shortest decimal form, so that 0.1f is not greater than 0.1.
    private static double Number(object value) => value is float number
        ? double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
