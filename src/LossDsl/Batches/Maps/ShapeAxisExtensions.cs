namespace LossDsl;

/// <summary>Reads the axes of tensors that have not been validated.</summary>
internal static class ShapeAxisExtensions
{
    /// <exception cref="ArgumentException">The tensor has too few dimensions.</exception>
    public static long Size(this ShapeAxis axis, Tensor tensor, string key)
    {
        var place = axis.Axis < 0 ? axis.Axis + (int)tensor.dim() : axis.Axis;
        return place >= 0 && place < tensor.dim()
            ? tensor.size(place)
            : throw new ArgumentException($"{key}: {tensor.FormatShape()} lacks dimension {axis.Axis}");
    }

    /// <summary>Checks that the axis has the number of rows, or tokens, of the batch.</summary>
    /// <exception cref="ArgumentException">The length differs.</exception>
    public static void CheckLength(this ShapeAxis axis, Tensor tensor, string key, long count, string what)
    {
        if (axis.Size(tensor, key) != axis.Length(count))
            throw new ArgumentException(
                $"{key}: expected {axis.Length(count)} entries in dimension {axis.Axis} for {count} {what}, "
                + $"got {tensor.FormatShape()}");
    }
}
