namespace LossDsl.Hostile.Tests.Draws;

/// <summary>The element types of each class, and how they round numbers.</summary>
internal static class ElementTypes
{
    public static ScalarType[] Integers { get; } = [ScalarType.Int64, ScalarType.Int32, ScalarType.Int16, ScalarType.Int8, ScalarType.Byte];

    public static ScalarType[] Floats { get; } = [ScalarType.Float32, ScalarType.Float64, ScalarType.BFloat16, ScalarType.Float16];

    public static ScalarType[] Masks { get; } = [ScalarType.Bool, .. Integers, .. Floats];

    public static ScalarType[] All { get; } = [.. Masks, ScalarType.ComplexFloat32, ScalarType.ComplexFloat64];

    /// <summary>A number as stored in a tensor of a type.</summary>
    public static double Stored(double value, ScalarType type) => type switch
    {
        ScalarType.Float64 => value,
        ScalarType.Float32 or ScalarType.ComplexFloat32 => (float)value,
        ScalarType.Float16 => (double)(Half)value,
        ScalarType.BFloat16 => BFloat16((float)value),
        ScalarType.Bool => value != 0 ? 1 : 0,
        ScalarType.Byte => double.IsFinite(value) ? (byte)(long)value : 1,
        ScalarType.ComplexFloat64 => value,
        _ => double.IsFinite(value) ? Math.Clamp(Math.Truncate(value), -100, 100) : 1,
    };

    // Rounds to nearest, ties to even.
    private static double BFloat16(float value)
    {
        if (float.IsNaN(value))
            return value;
        var bits = BitConverter.SingleToUInt32Bits(value);
        bits += 0x7FFF + ((bits >> 16) & 1);
        return BitConverter.UInt32BitsToSingle(bits & 0xFFFF0000);
    }
}
