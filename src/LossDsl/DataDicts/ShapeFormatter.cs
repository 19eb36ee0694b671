namespace LossDsl;

/// <summary>Formats the shapes of tensors for messages.</summary>
internal static class ShapeFormatter
{
    /// <summary><c>[8, 128]</c>.</summary>
    public static string FormatShape(this Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
