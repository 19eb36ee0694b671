namespace LossDsl;

/// <summary>Validates the arguments of collectives. Null means that they are valid.</summary>
internal static class CollectiveErrors
{
    /// <summary>The error of a tensor that is read and written, or broadcast.</summary>
    public static string? ForTensor(Tensor tensor) =>
        tensor.dtype.GetElementSize() == 0 ? "expected numbers of a type that can be moved between processes"
        : tensor.is_contiguous() ? null
        : "expected a contiguous tensor; contiguous() makes one";

    /// <summary>The error of a tensor that is reduced.</summary>
    public static string? ForReduction(Tensor tensor, WireType? type) =>
        type is null ? "expected numbers that can be combined: floating-point up to float64, integers, bool" : ForTensor(tensor);

    /// <summary>The error of a tensor that receives the tensors of all ranks.</summary>
    public static string? ForGather(Tensor place, Tensor tensor, int size)
    {
        if (place.dtype != tensor.dtype)
            return $"expected a place for {tensor.dtype.ToDisplayString()}, got one for {place.dtype.ToDisplayString()}";
        if (!place.shape.SequenceEqual([size, .. tensor.shape]))
            return $"expected a place of shape [{string.Join(", ", [size, .. tensor.shape])}], got [{string.Join(", ", place.shape)}]";
        return place.is_contiguous() ? ForTensor(tensor) : "expected a contiguous place for the tensors of all ranks";
    }

    /// <summary>The error of a root rank.</summary>
    public static string? ForRoot(int root, int size) =>
        root >= 0 && root < size ? null : $"expected a rank in [0, {size}), got {root}";
}
