using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>An empty tensor that tells when torch has released it, which TorchSharp has no other way to see.</summary>
internal static unsafe partial class ReleaseCallback
{
    /// <summary>An empty int64 tensor on the CPU.</summary>
    /// <param name="released">Called when nobody holds it any more, on whichever thread that is. It must not throw.</param>
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

    // The address of no data is free to use: here it is the handle that the release gets back.
    [LibraryImport("LibTorchSharp")]
    private static partial nint THSTensor_new(
        nint data, delegate* unmanaged[Cdecl]<nint, void> deleter, long* sizes, int dimensions, sbyte type, sbyte dtype,
        int deviceType, int deviceIndex, byte requiresGrad);
}
