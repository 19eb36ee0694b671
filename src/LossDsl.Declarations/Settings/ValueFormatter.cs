using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl;

/// <summary>What is said of a value that breaks a rule: the same words at run time and in the compiler's output.</summary>
internal static class ValueFormatter
{
    /// <summary>Of a value that is no number; each phrase follows the name of what holds the value.</summary>
    public const string NotANumber = "is NaN; it must be a number";

    /// <summary>Of a number outside a range.</summary>
    public static string Outside(object value, ValueRange range) => $"is {Format(value)}; it must be {range}";

    /// <summary>Of a value that is none of the allowed ones.</summary>
    public static string NotAllowed(object value, IEnumerable<object> allowed) =>
        $"is {Format(value)}; it must be {OneOf(allowed)}";

    /// <summary>The only values that are legal.</summary>
    public static string OneOf(IEnumerable<object> allowed) => $"one of {string.Join(", ", allowed.Select(Of))}";

    // What stands in one line of a message.
    private const int Longest = 60;

    /// <summary>A value, spelled as a config file spells it; of a long text, its beginning.</summary>
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
        // Not between the two halves of a character.
        if (end > Longest)
            end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return end < text.Length ? text.Substring(0, end) + "…" : text;
    }
}
