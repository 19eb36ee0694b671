namespace LossDsl;

/// <summary>Rejects tensors that would broadcast where shapes must be equal.</summary>
internal static class ShapeGuard
{
    /// <summary>Checks that a tensor has the shape of another tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="other">The tensor with the expected shape.</param>
    /// <param name="name">The name of the tensor in the message.</param>
    /// <param name="otherName">The name of the other tensor in the message.</param>
    /// <param name="parameter">The parameter name of the exception; null to use <paramref name="name"/>.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void RequireShapeOf(this Tensor tensor, Tensor other, string name, string otherName, string? parameter = null)
    {
        if (!tensor.shape.AsSpan().SequenceEqual(other.shape))
            throw new ArgumentException($"{name}: expected {other.FormatShape()} like {otherName}, got {tensor.FormatShape()}", parameter ?? name);
    }
}
