namespace LossDsl;

/// <summary>Reads the axes of tensors that a check has not seen.</summary>
internal static class ShapeAxisExtensions
{
    /// <summary>The length of a tensor's axis.</summary>
    /// <exception cref="ArgumentException">The tensor has too few dimensions.</exception>
    public static long Size(this ShapeAxis axis, Tensor tensor, string key)
    {
        var place = axis.Axis < 0 ? axis.Axis + (int)tensor.dim() : axis.Axis;
        return place >= 0 && place < tensor.dim()
            ? tensor.size(place)
            : throw new ArgumentException($"{key}: {tensor.FormatShape()} lacks dimension {axis.Axis}");
    }

    /// <summary>Sees to it that a tensor has the rows, or tokens, of its batch.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void CheckLength(this ShapeAxis axis, Tensor tensor, string key, long count, string what)
    {
        if (axis.Size(tensor, key) != axis.Length(count))
            throw new ArgumentException(
                $"{key}: expected {axis.Length(count)} entries in dimension {axis.Axis} for {count} {what}, "
                + $"got {tensor.FormatShape()}");
    }
}
