namespace LossDsl.Kernels.Tests;

/// <summary>Every vector width with every type of logits. The runtime emulates widths that the processor lacks.</summary>
internal static class Widths
{
    public static readonly int[] All = [0, 128, 256, 512];

    public static readonly ScalarType[] Types = [ScalarType.Float32, ScalarType.Float64, ScalarType.BFloat16, ScalarType.Float16];

    /// <summary>Half a unit in the last place of a type, relative.</summary>
    public static double Rounding(ScalarType type) => type switch
    {
        ScalarType.BFloat16 => 1.0 / (1 << 8),
        ScalarType.Float16 => 1.0 / (1 << 11),
        ScalarType.Float32 => 1.0 / (1 << 24),
        _ => 1.0 / (1L << 53),
    };
}
