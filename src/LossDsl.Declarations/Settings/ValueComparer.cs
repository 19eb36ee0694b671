using System;
using System.Globalization;

namespace LossDsl;

/// <summary>Whether two values of settings are the same: numbers count by what they are worth, not by their types.</summary>
/// <remarks>An attribute gives 0 for a setting that is a double, and 0.1 for one that is a float.</remarks>
internal static class ValueComparer
{
    /// <summary>Compares two values.</summary>
    public static bool AreEqual(object? a, object? b) => (a, b) switch
    {
        (float number, not float) when IsNumber(b) => number == Convert.ToSingle(b, CultureInfo.InvariantCulture),
        (not float, float number) when IsNumber(a) => number == Convert.ToSingle(a, CultureInfo.InvariantCulture),
        _ when IsNumber(a) && IsNumber(b) =>
            Convert.ToDouble(a, CultureInfo.InvariantCulture) == Convert.ToDouble(b, CultureInfo.InvariantCulture),
        _ => Equals(a, b),
    };

    private static bool IsNumber(object? value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal;
}
