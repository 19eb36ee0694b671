#nullable disable annotations

using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor on the host, in row-major order whatever its strides are.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    private Tensor _tensor;

    internal TensorAccessor(Tensor tensor) => _tensor = tensor;

    public T[] ToArray()
    {
        if (_tensor is null) return [];
        using var unrecorded = no_grad();
        using var rows = _tensor.contiguous();
        return new ReadOnlySpan<T>((T*)rows.Pointer(), checked((int)rows.numel())).ToArray();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => _tensor = null;
}
