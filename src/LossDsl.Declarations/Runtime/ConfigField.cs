using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Linq;

namespace LossDsl.Runtime;

/// <summary>One declared property of a config.</summary>
/// <param name="Property">The C# name.</param>
/// <param name="Key">The key in files.</param>
/// <param name="Type">The type of its values, without <c>Nullable</c>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ConfigField(string Property, string Key, Type Type)
{
    /// <summary>What it is for: the summary of the property, as plain text.</summary>
    public string? Description { get; init; }

    /// <summary>Whether a file must have the key.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether null is a legal value.</summary>
    public bool IsNullable { get; init; }

    /// <summary>The legal numbers, or null for any.</summary>
    public ValueRange? Range { get; init; }

    /// <summary>The only legal values, or null for any.</summary>
    public IReadOnlyList<object>? AllowedValues { get; init; }

    /// <summary>The rules between this property and others that are declared on this one.</summary>
    public IReadOnlyList<FieldRule> Rules { get; init; } = [];

    /// <summary>What it means for this property to be set, in the rules between properties.</summary>
    public SetWhen SetWhen =>
        Type == typeof(bool) ? SetWhen.True
        : IsNullable ? SetWhen.NotNull
        : Type == typeof(string) ? SetWhen.NotEmpty
        : Members is not null ? SetWhen.Always
        : SetWhen.NotZero;

    /// <summary>What is wrong with a value by itself, as a phrase that follows its name; null where nothing is.</summary>
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

    /// <summary>The only legal values, where only some are: those that are declared, or all members of the enum.</summary>
    internal IReadOnlyList<object>? Choices => AllowedValues ?? Members;

    /// <summary>The members of the enum that the type is; null for other types. The compiler, which knows the enum but has no
    /// values of it, gives others that are spelled alike.</summary>
    internal IReadOnlyList<object>? Members
    {
        get => field ?? (Type.IsEnum ? [.. Enum.GetValues(Type).Cast<object>()] : null);
        init;
    }

    // A float stands for the shortest number that rounds to it: 0.1f is not above 0.1.
    private static double Number(object value) => value is float number
        ? double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
