namespace LossDsl;

/// <summary>The addresses of the rows of a tensor, converted to one element type. Valid as long as the current dispose scope.</summary>
internal readonly unsafe struct RowPointers
{
    private readonly nint _first;
    private readonly long _bytes;

    /// <summary>Locates the rows. A tensor of another type, or whose rows are not contiguous, is copied first.</summary>
    /// <param name="tensor">A CPU tensor with two dimensions.</param>
    /// <param name="dtype">The element type, float32 or float64.</param>
    public RowPointers(Tensor tensor, ScalarType dtype)
    {
        var typed = tensor.dtype == dtype ? tensor : tensor.to(dtype);
        var dense = typed.stride(1) == 1 ? typed : typed.contiguous();
        _first = (nint)TensorMemory.GetPointer(dense);
        _bytes = dense.stride(0) * (dtype == float64 ? sizeof(double) : sizeof(float));
    }

    /// <summary>The address of the first element of a row.</summary>
    public byte* this[int row] => (byte*)_first + row * _bytes;
}
