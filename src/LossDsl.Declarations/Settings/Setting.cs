using System;
using System.Globalization;

namespace LossDsl;

/// <summary>A setting with its value, as one side of a rule.</summary>
/// <param name="name">The name in messages: the property for code, the key for a file.</param>
/// <param name="value">The value.</param>
/// <param name="setWhen">When the setting counts as set.</param>
internal readonly struct Setting(string name, object? value, SetWhen setWhen)
{
    public string Name { get; } = name;

    public object? Value { get; } = value;

    public string DisplayText => ValueFormatter.Format(Value);

    public bool IsSet => setWhen switch
    {
        SetWhen.True => Value is true,
        SetWhen.NotNull => Value is not null,
        SetWhen.NotZero => Convert.ToDouble(Value, CultureInfo.InvariantCulture) != 0,
        SetWhen.NotEmpty => Value is not "",
        _ => true,
    };

    /// <summary>The demand that the setting is set, as a phrase: <c>must be true</c>, <c>must not be null</c>.</summary>
    public string Must => $"must {Not}be {Bound}";

    /// <summary>The demand that the setting is not set, as a phrase: <c>must not be true</c>, <c>must be null</c>.</summary>
    public string MustNot => $"must {(Not.Length == 0 ? "not " : "")}be {Bound}";

    /// <summary>The demand that the setting is set, after "requires": <c>to be true</c>, <c>not to be null</c>.</summary>
    public string To => $"{Not}to be {Bound}";

    private string Not => setWhen == SetWhen.True ? "" : "not ";

    private string Bound => setWhen switch
    {
        SetWhen.True => "true",
        SetWhen.NotZero => "0",
        SetWhen.NotEmpty => "empty",
        _ => "null",
    };
}
