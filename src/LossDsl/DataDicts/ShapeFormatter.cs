namespace LossDsl;

/// <summary>How messages write the shape of a tensor.</summary>
internal static class ShapeFormatter
{
    /// <summary><c>[8, 128]</c>.</summary>
    public static string FormatShape(this Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
