namespace LossDsl.Goldens.Comparing;

/// <summary>The tolerance of a number compared with the recorded one.</summary>
/// <remarks>
/// Both sides compute in float32 and sum in different orders. A gradient is rounded to the type of its input, where the
/// rounding may
/// differ by one unit in the last place.
/// </remarks>
internal static class Tolerance
{
    /// <summary>The tolerance of a loss, a metric or an output.</summary>
    /// <param name="expected">The recorded number.</param>
    public static double ForValue(double expected) => 1e-5 + 1e-4 * Math.Abs(expected);

    /// <summary>The tolerance of an element of a gradient.</summary>
    /// <param name="expected">The recorded number.</param>
    /// <param name="greatest">The maximum magnitude in the gradient.</param>
    /// <param name="type">The element type of the gradient.</param>
    public static double ForGradient(double expected, double greatest, ScalarType type) =>
        1e-7 + 5e-5 * greatest + UnitInLastPlace(expected, type);

    /// <summary>The distance between neighbouring numbers of a half-precision type; 0 for wider types.</summary>
    /// <param name="value">The number.</param>
    /// <param name="type">The type.</param>
    public static double UnitInLastPlace(double value, ScalarType type)
    {
        var (leastExponent, fractionBits) = type switch
        {
            ScalarType.Float16 => (-14, 10),
            ScalarType.BFloat16 => (-126, 7),
            _ => (0, -1),
        };
        if (fractionBits < 0 || !double.IsFinite(value))
            return 0;
        var exponent = value == 0 ? leastExponent : Math.Max(Math.ILogB(value), leastExponent);
        return Math.ScaleB(1, exponent - fractionBits);
    }
}
