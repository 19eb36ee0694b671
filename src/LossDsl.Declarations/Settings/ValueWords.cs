using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl;

/// <summary>What is said of a value that breaks a rule: the same words at run time and in the compiler's output.</summary>
internal static class ValueWords
{
    /// <summary>Of a value that is no number; each phrase follows the name of what holds the value.</summary>
    public const string NotANumber = "is NaN; it must be a number";

    /// <summary>Of a number outside a range.</summary>
    public static string Outside(object value, ValueRange range) => $"is {Of(value)}; it must be {range}";

    /// <summary>Of a value that is none of the allowed ones.</summary>
    public static string NotAllowed(object value, IEnumerable<object> allowed) =>
        $"is {Of(value)}; it must be {OneOf(allowed)}";

    /// <summary>The only values that are legal.</summary>
    public static string OneOf(IEnumerable<object> allowed) => $"one of {string.Join(", ", allowed.Select(Of))}";

    /// <summary>A value, spelled as a config file spells it.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        Enum name => SnakeCase.From(name.ToString()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
