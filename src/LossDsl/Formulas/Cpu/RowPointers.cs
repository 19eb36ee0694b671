namespace LossDsl;

/// <summary>Where the rows of a tensor begin, in one type. It lives as long as the dispose scope.</summary>
internal readonly unsafe struct RowPointers
{
    private readonly nint _first;
    private readonly long _bytes;

    /// <summary>Finds them; rows whose elements do not lie side by side are copied.</summary>
    /// <param name="tensor">The tensor, on the CPU.</param>
    /// <param name="dtype">The type, float32 or float64.</param>
    public RowPointers(TokenTensor tensor, ScalarType dtype)
    {
        var typed = tensor.Whole.dtype == dtype ? tensor.Whole : tensor.Whole.to(dtype);
        var dense = typed.stride(1) == 1 ? typed : typed.contiguous();
        var elementBytes = dtype == float64 ? sizeof(double) : sizeof(float);
        _first = (nint)TensorMemory.GetPointer(dense) + (nint)(tensor.First * elementBytes);
        _bytes = dense.stride(0) * elementBytes;
    }

    /// <summary>The first element of a row.</summary>
    public byte* this[int row] => (byte*)_first + row * _bytes;
}
