namespace LossDsl;

/// <summary>The dimension along which a tensor has rows or tokens. Its length is <c>Factor * count + Offset</c>.</summary>
/// <param name="Axis">The index of the dimension, negative (from the end) if the shape has any number of leading
/// dimensions.</param>
/// <param name="Factor">The number of entries per row or token.</param>
/// <param name="Offset">The number of additional entries: 1 for <c>B+1</c> cumulative lengths.</param>
internal readonly record struct ShapeAxis(int Axis, long Factor, long Offset)
{
    /// <summary>The dimension of a tensor with undeclared shape: one entry per row or token.</summary>
    public static ShapeAxis Plain(int axis) => new(axis, 1, 0);

    /// <summary>The length for a count.</summary>
    public long Length(long count) => Factor * count + Offset;

    /// <summary>The count for a length; exact if the tensor has its declared shape.</summary>
    public long Count(long length) => (length - Offset) / Factor;
}
