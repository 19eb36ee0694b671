namespace LossDsl;

/// <summary>Refuses tensors that would broadcast where they must line up entry by entry.</summary>
internal static class ShapeGuard
{
    /// <summary>Checks that a tensor has the shape of another one.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="other">The other one.</param>
    /// <param name="name">What the message calls the tensor.</param>
    /// <param name="otherName">What it calls the other one.</param>
    /// <param name="parameter">The parameter that the tensor came by; null where that is the name.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void RequireShapeOf(this Tensor tensor, Tensor other, string name, string otherName, string? parameter = null)
    {
        if (!tensor.shape.AsSpan().SequenceEqual(other.shape))
            throw new ArgumentException($"{name}: expected {other.FormatShape()} like {otherName}, got {tensor.FormatShape()}", parameter ?? name);
    }
}
