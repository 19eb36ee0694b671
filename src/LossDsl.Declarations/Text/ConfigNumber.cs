using System;
using System.Globalization;
using System.Linq;

namespace LossDsl;

/// <summary>Converts values of files to numbers, and formats numbers so that they are read back exactly.</summary>
internal static class ConfigNumber
{
    private const string Infinity = "Infinity";

    /// <summary>A 64-bit integer, also if written as <c>3.0</c> or <c>1e3</c>; null if the value is not an integer.</summary>
    public static long? AsInt64(object value) => value switch
    {
        long whole => whole,
        double number when number == Math.Floor(number) && Math.Abs(number) < long.MaxValue => (long)number,
        _ => null,
    };

    /// <summary>A 32-bit integer; null if the value is not one.</summary>
    public static int? AsInt32(object value) =>
        AsInt64(value) is { } whole && whole is >= int.MinValue and <= int.MaxValue ? (int)whole : null;

    /// <summary>
    /// A double; null if the value is not a number. JSON has no literal for infinity, so it is written as a string.
    /// </summary>
    public static double? AsDouble(object value) => value switch
    {
        long whole => whole,
        double number => number,
        OutOfRangeNumber number when !double.IsInfinity(number.Value) => number.Value,
        Infinity => double.PositiveInfinity,
        "-" + Infinity => double.NegativeInfinity,
        _ => null,
    };

    /// <summary>A value rounded to float; null if it is not a number, or is finite and out of range.</summary>
    public static float? AsSingle(object value) =>
        AsDouble(value) is { } real && (double.IsInfinity(real) || !float.IsInfinity((float)real)) ? (float)real : null;

    public static string FormatJson(object number) => Convert.ToDouble(number, CultureInfo.InvariantCulture) switch
    {
        double.PositiveInfinity => $"\"{Infinity}\"",
        double.NegativeInfinity => $"\"-{Infinity}\"",
        _ => Text(number),
    };

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

    // Files are read as double. For some floats, rounding the shortest decimal text to double and then to float gives another
    // float.
    private static float Reads(string text) => (float)double.Parse(text, CultureInfo.InvariantCulture);

    private static string Shortest<T>(T real)
        where T : IFormattable => real.ToString("R", CultureInfo.InvariantCulture);

    // YAML 1.1 reads 1E-08 without a decimal point as a string, and all versions read 3 as an integer.
    private static string Fraction(string text)
    {
        if (text.Contains('.'))
            return text;
        var exponent = text.IndexOf('E');
        return exponent < 0 ? text + ".0" : text.Insert(exponent, ".0");
    }
}
