using System;
using System.Globalization;

namespace LossDsl;

/// <summary>Compares values of settings. Numbers are compared by value, whatever their types.</summary>
/// <remarks>An attribute may give the int 0 for a setting of type double, and the double 0.1 for one of type float.</remarks>
internal static class ValueComparer
{
    public static bool AreEqual(object? a, object? b) =>
        IsNumber(a) && IsNumber(b) ? Rounded(a, b) == Rounded(b, a) : Equals(a, b);

    /// <summary>Whether both are numbers and the first is the greater one.</summary>
    public static bool IsGreater(object? a, object? b) => IsNumber(a) && IsNumber(b) && Rounded(a, b) > Rounded(b, a);

    // The number, in the precision of the other one.
    private static double Rounded(object? number, object? other) => other is float
        ? Convert.ToSingle(number, CultureInfo.InvariantCulture)
        : Convert.ToDouble(number, CultureInfo.InvariantCulture);

    private static bool IsNumber(object? value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal;
}
