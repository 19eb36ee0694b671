namespace LossDsl;

/// <summary>The sizes of element types.</summary>
internal static class ScalarTypeExtensions
{
    /// <summary>The size in bytes; 0 for types that are not plain numbers.</summary>
    public static int GetElementSize(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => 0,
    };
}
