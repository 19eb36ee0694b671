using System;
using System.Globalization;
using System.Linq;

namespace LossDsl;

/// <summary>Resolves the type of unquoted scalars by the core schema of YAML 1.2 (section 10.3 of the specification).</summary>
internal static class YamlCoreSchema
{
    /// <summary>
    /// Null, a <c>bool</c>, a <c>long</c>, a <c>double</c>, an <see cref="OutOfRangeNumber"/> if neither type can hold the
    /// number, or
    /// the text itself.
    /// </summary>
    public static object? Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => double.PositiveInfinity,
        "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
        ".nan" or ".NaN" or ".NAN" => double.NaN,
        ['0', 'x', _, ..] => Radix(text, 16) ?? text,
        ['0', 'o', _, ..] => Radix(text, 8) ?? text,
        _ => Decimal(text) ?? text,
    };

    private static object? Decimal(string text)
    {
        // .NET parses more forms than the schema allows, for example names of infinity.
        if (text.Any(character => "0123456789+-.eE".IndexOf(character) < 0) || !text.Any(IsDigit))
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!double.TryParse(text, Real, CultureInfo.InvariantCulture, out var number))
            return null;
        return double.IsInfinity(number) || !text.Any(character => character is '.' or 'e' or 'E') ? new OutOfRangeNumber(text, number) : number;
    }

    private static object? Radix(string text, int radix)
    {
        var (whole, wide) = (0L, 0.0);
        foreach (var digit in text.Skip(2))
        {
            var value = "0123456789abcdef".IndexOf(char.ToLowerInvariant(digit));
            if (value < 0 || value >= radix)
                return null;
            (whole, wide) = (unchecked(whole * radix + value), wide * radix + value);
        }

        return wide < long.MaxValue ? whole : new OutOfRangeNumber(text, wide);
    }

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
