namespace LossDsl.Goldens.Comparing;

/// <summary>How far a number may be from the recorded one.</summary>
/// <remarks>
/// Both sides are computed in float32, with sums in an order of their own; a gradient is rounded to the type of its
/// input, where that may go one unit the other way.
/// </remarks>
internal static class Tolerance
{
    /// <summary>Of a loss, a metric or an output.</summary>
    /// <param name="expected">The recorded number.</param>
    public static double ForValue(double expected) => 1e-5 + 1e-4 * Math.Abs(expected);

    /// <summary>Of an element of a gradient.</summary>
    /// <param name="expected">The recorded number.</param>
    /// <param name="greatest">The greatest magnitude in the gradient.</param>
    /// <param name="type">The gradient's type.</param>
    public static double ForGradient(double expected, double greatest, ScalarType type) =>
        1e-7 + 5e-5 * greatest + UnitInLastPlace(expected, type);

    /// <summary>The distance of neighbours in a half-precision type around a number; 0 for the wider types.</summary>
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
