namespace LossDsl;

/// <summary>
/// The numbers of a tensor in host memory that MPI can access: the tensor's own memory if possible, otherwise a copy.
/// </summary>
internal readonly unsafe struct HostBuffer
{
    private readonly Tensor _tensor;
    private readonly Tensor _onHost;

    private HostBuffer(Tensor tensor, Tensor onHost) => (_tensor, _onHost) = (tensor, onHost);

    /// <summary>The address of the first number.</summary>
    public byte* First => TensorMemory.GetPointer(_onHost);

    /// <summary>A buffer for a tensor that is read and written.</summary>
    /// <param name="tensor">A contiguous tensor.</param>
    /// <param name="type">The element type of the buffer.</param>
    public static HostBuffer ForReadWrite(Tensor tensor, ScalarType type) =>
        new(tensor, IsReachable(tensor) && tensor.dtype == type ? tensor : tensor.detach().to(type).cpu());

    /// <summary>A buffer for a tensor that is only written, with the tensor's element type.</summary>
    /// <param name="tensor">A contiguous tensor.</param>
    public static HostBuffer ForWrite(Tensor tensor) =>
        new(tensor, IsReachable(tensor) ? tensor : empty(tensor.shape, dtype: tensor.dtype, device: CPU));

    /// <summary>Copies the numbers back to the tensor, if the buffer is a copy.</summary>
    public void CopyBack()
    {
        if (!ReferenceEquals(_tensor, _onHost))
            _tensor.copy_(_onHost);
        GC.KeepAlive(_tensor);
    }

    private static bool IsReachable(Tensor tensor) => tensor.device_type == DeviceType.CPU;
}
