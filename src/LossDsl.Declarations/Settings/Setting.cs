using System;
using System.Globalization;

namespace LossDsl;

/// <summary>A setting with its value, as a rule between two of them sees it.</summary>
/// <param name="name">The name that its reader knows: the property in code, the key in a file.</param>
/// <param name="value">The value.</param>
/// <param name="setWhen">What being set means for it.</param>
internal readonly struct Setting(string name, object? value, SetWhen setWhen)
{
    public string Name { get; } = name;

    public object? Value { get; } = value;

    public string DisplayText => ValueFormatter.Format(Value);

    /// <summary>Whether it is set.</summary>
    public bool IsSet => setWhen switch
    {
        SetWhen.True => Value is true,
        SetWhen.NotNull => Value is not null,
        SetWhen.NotZero => Convert.ToDouble(Value, CultureInfo.InvariantCulture) != 0,
        SetWhen.NotEmpty => Value is not "",
        _ => true,
    };

    /// <summary>What it takes to be set: <c>must be true</c>, <c>must not be null</c>.</summary>
    public string Must => $"must {Not}be {Bound}";

    /// <summary>What it takes not to be set: <c>must not be true</c>, <c>must be null</c>.</summary>
    public string MustNot => $"must {(Not.Length == 0 ? "not " : "")}be {Bound}";

    /// <summary>What it takes to be set, where something else demands it: <c>to be true</c>, <c>not to be null</c>.</summary>
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
