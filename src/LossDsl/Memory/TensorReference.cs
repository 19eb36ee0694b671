using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>
/// Keeps a tensor alive when its owner disposes of it. Another <see cref="Tensor"/> would do so too, but costs an object with a finalizer.
/// </summary>
internal readonly partial struct TensorReference
{
    private readonly nint _handle;

    /// <summary>Refers to a tensor until <see cref="Release"/>.</summary>
    public TensorReference(Tensor tensor)
    {
        _handle = THSTensor_alias(tensor.Handle);
        GC.KeepAlive(tensor);
    }

    /// <summary>The tensor.</summary>
    public Tensor Open() => Tensor.UnsafeCreateTensor(THSTensor_alias(_handle));

    /// <summary>Ends the reference.</summary>
    public void Release() => THSTensor_dispose(_handle);

    [LibraryImport("LibTorchSharp")]
    private static partial nint THSTensor_alias(nint tensor);

    [LibraryImport("LibTorchSharp")]
    private static partial void THSTensor_dispose(nint tensor);
}
