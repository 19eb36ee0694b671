namespace LossDsl;

/// <summary>The axis along which a tensor counts something, its rows or its tokens: <c>Factor * count + Offset</c> entries.</summary>
/// <param name="Axis">The axis, counted from the end where the shape has any number of leading dimensions.</param>
/// <param name="Factor">The number of entries for each.</param>
/// <param name="Offset">The number of entries beyond those: 1 for <c>B+1</c> cumulative lengths.</param>
internal readonly record struct ShapeAxis(int Axis, long Factor, long Offset)
{
    /// <summary>The axis of a tensor whose shape is not declared: an entry for each.</summary>
    public static ShapeAxis Plain(int axis) => new(axis, 1, 0);

    /// <summary>The number of entries for a count.</summary>
    public long Length(long count) => Factor * count + Offset;

    /// <summary>The count for a number of entries; exact where the tensor fits its shape.</summary>
    public long Count(long length) => (length - Offset) / Factor;
}
