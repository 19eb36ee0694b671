namespace LossDsl;

/// <summary>The addresses of the rows of a tensor, converted to one element type. Valid as long as the current dispose scope.</summary>
internal readonly unsafe struct RowPointers
{
    private readonly nint _first;
    private readonly long _bytes;

    /// <summary>Locates the rows. A tensor of another type, or whose rows are not contiguous, is copied first.</summary>
    /// <param name="tensor">A CPU tensor with two dimensions.</param>
    /// <param name="dtype">The element type, float32 or float64.</param>
    public RowPointers(TokenTensor tensor, ScalarType dtype)
    {
        var typed = tensor.Whole.dtype == dtype ? tensor.Whole : tensor.Whole.to(dtype);
        var dense = typed.stride(1) == 1 ? typed : typed.contiguous();
        var elementBytes = dtype == float64 ? sizeof(double) : sizeof(float);
        _first = (nint)TensorMemory.GetPointer(dense) + (nint)(tensor.First * elementBytes);
        _bytes = dense.stride(0) * elementBytes;
    }

    /// <summary>The address of the first element of a row.</summary>
    public byte* this[int row] => (byte*)_first + row * _bytes;
}
