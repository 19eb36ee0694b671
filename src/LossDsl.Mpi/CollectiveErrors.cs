namespace LossDsl;

/// <summary>What a rank says that cannot take part in a collective.</summary>
internal static class CollectiveErrors
{
    /// <summary>For a tensor that is changed in place or brought to others.</summary>
    public static string? ForTensor(Tensor tensor) =>
        tensor.dtype.GetElementSize() == 0 ? "expected numbers of a type that can be moved between processes"
        : tensor.is_contiguous() ? null
        : "expected a contiguous tensor; contiguous() makes one";

    /// <summary>For one whose numbers are combined.</summary>
    public static string? ForReduction(Tensor tensor, WireType? type) =>
        type is null ? "expected numbers that can be combined: floating-point up to float64, integers, bool" : ForTensor(tensor);

    /// <summary>For a place for the tensors of all ranks.</summary>
    public static string? ForGather(Tensor place, Tensor tensor, int size)
    {
        if (place.dtype != tensor.dtype)
            return $"expected a place for {tensor.dtype.ToDisplayString()}, got one for {place.dtype.ToDisplayString()}";
        if (!place.shape.SequenceEqual([size, .. tensor.shape]))
            return $"expected a place of shape [{string.Join(", ", [size, .. tensor.shape])}], got [{string.Join(", ", place.shape)}]";
        return place.is_contiguous() ? ForTensor(tensor) : "expected a contiguous place for the tensors of all ranks";
    }

    /// <summary>For the rank whose tensor the others get.</summary>
    public static string? ForRoot(int root, int size) =>
        root >= 0 && root < size ? null : $"expected a rank in [0, {size}), got {root}";
}
