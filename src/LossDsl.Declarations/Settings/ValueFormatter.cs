using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl;

/// <summary>Formats violations of values. Runtime and analyzers share the phrases, which follow the name of the setting.</summary>
internal static class ValueFormatter
{
    /// <summary>The violation of NaN.</summary>
    public const string NotANumber = "is NaN; it must be a number";

    /// <summary>The violation of a number outside of a range.</summary>
    public static string Outside(object value, ValueRange range) => $"is {Format(value)}; it must be {range}";

    /// <summary>The violation of a value that is not one of the allowed values.</summary>
    public static string NotAllowed(object value, IEnumerable<object> allowed) =>
        $"is {Format(value)}; it must be {OneOf(allowed)}";

    /// <summary>The allowed values as a phrase.</summary>
    public static string OneOf(IEnumerable<object> allowed) => $"one of {string.Join(", ", allowed.Select(Format))}";

    // The maximum length of a string in a message.
    private const int Longest = 60;

    /// <summary>A value as config files spell it; a long string is shortened.</summary>
    public static string Format(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{Beginning(text)}\"",
        Enum name => SnakeCase.From(name.ToString()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Beginning(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        end = end < 0 ? text.Length : end;
        // Does not split a surrogate pair.
        if (end > Longest)
            end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return end < text.Length ? text.Substring(0, end) + "…" : text;
    }
}
