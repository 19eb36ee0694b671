namespace LossDsl;

/// <summary>Matches <see cref="DType"/> against element types, and formats both for messages.</summary>
internal static class DTypeExtensions
{
    public static bool Accepts(this DType declared, ScalarType actual) => declared switch
    {
        DType.Any => true,
        DType.Float => IsFloat(actual),
        DType.Integer => IsInteger(actual),
        DType.Bool => actual == ScalarType.Bool,
        DType.Mask => actual == ScalarType.Bool || IsInteger(actual) || IsFloat(actual),
        DType.Float16 => actual == ScalarType.Float16,
        DType.BFloat16 => actual == ScalarType.BFloat16,
        DType.Float32 => actual == ScalarType.Float32,
        DType.Float64 => actual == ScalarType.Float64,
        DType.Int32 => actual == ScalarType.Int32,
        DType.Int64 => actual == ScalarType.Int64,
        _ => throw new ArgumentOutOfRangeException(nameof(declared), declared, "not a class of element types"),
    };

    public static string ToDisplayString(this DType declared) => declared switch
    {
        DType.Float => "a floating-point type",
        DType.Integer => "an integer type",
        DType.Mask => "a mask (bool, integer or floating point)",
        DType.Any => "any type",
        _ => declared.ToString().ToLowerInvariant(),
    };

    public static string ToDisplayString(this ScalarType type) => type switch
    {
        ScalarType.Byte => "uint8",
        _ => type.ToString().ToLowerInvariant(),
    };

    public static bool IsFloat(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

    public static bool IsHalf(ScalarType type) => type is ScalarType.Float16 or ScalarType.BFloat16;

    private static bool IsInteger(ScalarType type) =>
        type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64;
}
