using System;
using System.Globalization;

namespace LossDsl;

/// <summary>Compares values of settings. Numbers are compared by value, whatever their types.</summary>
/// <remarks>An attribute may give the int 0 for a setting of type double, and the double 0.1 for one of type float.</remarks>
internal static class ValueComparer
{
    public static bool AreEqual(object? a, object? b) => (a, b) switch
    {
        (float number, not float) when IsNumber(b) => number == Convert.ToSingle(b, CultureInfo.InvariantCulture),
        (not float, float number) when IsNumber(a) => number == Convert.ToSingle(a, CultureInfo.InvariantCulture),
        _ when IsNumber(a) && IsNumber(b) =>
            Convert.ToDouble(a, CultureInfo.InvariantCulture) == Convert.ToDouble(b, CultureInfo.InvariantCulture),
        _ => Equals(a, b),
    };

    /// <summary>Whether both are numbers and the first is the greater one.</summary>
    public static bool IsGreater(object? a, object? b) => IsNumber(a) && IsNumber(b) && (a, b) switch
    {
        (float number, _) => number > Convert.ToSingle(b, CultureInfo.InvariantCulture),
        (_, float number) => Convert.ToSingle(a, CultureInfo.InvariantCulture) > number,
        _ => Convert.ToDouble(a, CultureInfo.InvariantCulture) > Convert.ToDouble(b, CultureInfo.InvariantCulture),
    };

    private static bool IsNumber(object? value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal;
}
