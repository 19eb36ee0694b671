namespace LossDsl;

/// <summary>A tensor's numbers where MPI can reach them: the tensor's own memory where that is possible.</summary>
internal readonly unsafe struct HostBuffer
{
    private readonly Tensor _tensor;
    private readonly Tensor _onHost;

    private HostBuffer(Tensor tensor, Tensor onHost) => (_tensor, _onHost) = (tensor, onHost);

    /// <summary>The first of them.</summary>
    public byte* First => TensorMemory.GetPointer(_onHost);

    /// <summary>A tensor that is read and written.</summary>
    /// <param name="tensor">Contiguous.</param>
    /// <param name="type">The type that its numbers travel in.</param>
    public static HostBuffer ForReadWrite(Tensor tensor, ScalarType type) =>
        new(tensor, IsReachable(tensor) && tensor.dtype == type ? tensor : tensor.detach().to(type).cpu());

    /// <summary>A tensor that is only written, in its own type.</summary>
    /// <param name="tensor">Contiguous.</param>
    public static HostBuffer ForWrite(Tensor tensor) =>
        new(tensor, IsReachable(tensor) ? tensor : empty(tensor.shape, dtype: tensor.dtype, device: CPU));

    /// <summary>Brings the numbers into the tensor, where they are not.</summary>
    public void CopyBack()
    {
        if (!ReferenceEquals(_tensor, _onHost))
            _tensor.copy_(_onHost);
        GC.KeepAlive(_tensor);
    }

    private static bool IsReachable(Tensor tensor) => tensor.device_type == DeviceType.CPU;
}
