using System;
using System.Globalization;
using System.Linq;

namespace LossDsl;

/// <summary>What a value of a file means as a number, and how a number is written so that it reads back as itself.</summary>
internal static class ConfigNumber
{
    private const string Infinity = "Infinity";

    /// <summary>A whole number, also where a file writes it as <c>3.0</c> or <c>1e3</c>; null where the value is none.</summary>
    public static long? AsInt64(object value) => value switch
    {
        long whole => whole,
        double number when number == Math.Floor(number) && Math.Abs(number) < long.MaxValue => (long)number,
        _ => null,
    };

    /// <summary>A whole number of 32 bits; null where the value is none.</summary>
    public static int? AsInt32(object value) =>
        AsInt64(value) is { } whole && whole is >= int.MinValue and <= int.MaxValue ? (int)whole : null;

    /// <summary>Any number that a double holds; null where the value is none. JSON has no infinity, so a text stands for it.</summary>
    public static double? AsDouble(object value) => value switch
    {
        long whole => whole,
        double number => number,
        OutOfRangeNumber number when !double.IsInfinity(number.Value) => number.Value,
        Infinity => double.PositiveInfinity,
        "-" + Infinity => double.NegativeInfinity,
        _ => null,
    };

    /// <summary>A number of 32 bits, rounded to one; null where the value is none, or finite and too large.</summary>
    public static float? AsSingle(object value) =>
        AsDouble(value) is { } real && (double.IsInfinity(real) || !float.IsInfinity((float)real)) ? (float)real : null;

    /// <summary>A number as JSON.</summary>
    public static string FormatJson(object number) => Convert.ToDouble(number, CultureInfo.InvariantCulture) switch
    {
        double.PositiveInfinity => $"\"{Infinity}\"",
        double.NegativeInfinity => $"\"-{Infinity}\"",
        _ => Text(number),
    };

    /// <summary>A number as YAML.</summary>
    public static string FormatYaml(object number) => Convert.ToDouble(number, CultureInfo.InvariantCulture) switch
    {
        double.PositiveInfinity => ".inf",
        double.NegativeInfinity => "-.inf",
        _ => Text(number),
    };

    private static string Text(object number) => number switch
    {
        float real => Fraction(Reads(Shortest(real)) == real ? Shortest(real) : Shortest((double)real)),
        double real => Fraction(Shortest(real)),
        _ => Convert.ToString(number, CultureInfo.InvariantCulture)!,
    };

    // A file is read as double. There are floats whose shortest text rounds to another one on that way.
    private static float Reads(string text) => (float)double.Parse(text, CultureInfo.InvariantCulture);

    private static string Shortest<T>(T real)
        where T : IFormattable => real.ToString("R", CultureInfo.InvariantCulture);

    // Without a point, YAML 1.1 takes 1E-08 for text, and everyone takes 3 for a whole number.
    private static string Fraction(string text)
    {
        if (text.Contains('.'))
            return text;
        var exponent = text.IndexOf('E');
        return exponent < 0 ? text + ".0" : text.Insert(exponent, ".0");
    }
}
