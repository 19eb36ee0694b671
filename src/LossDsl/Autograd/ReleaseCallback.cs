using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>Creates an empty tensor that runs a callback when torch frees it. TorchSharp itself has no such notification.</summary>
internal static unsafe partial class ReleaseCallback
{
    /// <summary>Creates an empty int64 tensor on the CPU.</summary>
    /// <param name="released">Called when the last reference to the tensor is gone, on any thread. It must not throw.</param>
    public static Tensor Create(Action released)
    {
        var handle = GCHandle.Alloc(released);
        var (length, type) = (0L, (sbyte)ScalarType.Int64);
        var tensor = THSTensor_new((nint)handle, &Release, &length, 1, type, type, (int)DeviceType.CPU, 0, 0);
        return Tensor.UnsafeCreateTensor(tensor);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Release(nint data)
    {
        var handle = (GCHandle)data;
        ((Action)handle.Target!)();
        handle.Free();
    }

    // An empty tensor never reads its data pointer, so the pointer carries the GCHandle that the deleter receives.
    [LibraryImport("LibTorchSharp")]
    private static partial nint THSTensor_new(
        nint data, delegate* unmanaged[Cdecl]<nint, void> deleter, long* sizes, int dimensions, sbyte type, sbyte dtype,
        int deviceType, int deviceIndex, byte requiresGrad);
}
