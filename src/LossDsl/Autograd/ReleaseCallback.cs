using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>Creates a tensor of the number 1 that runs a callback when torch frees it. TorchSharp itself has no such notification.</summary>
internal static unsafe partial class ReleaseCallback
{
    /// <summary>Creates a float32 scalar tensor on the CPU, a factor that changes nothing.</summary>
    /// <param name="released">Called when the last reference to the tensor is gone, on any thread. It must not throw.</param>
    public static Tensor Create(Action released)
    {
        var memory = (One*)NativeMemory.Alloc((nuint)sizeof(One));
        *memory = new One { Value = 1, Released = (nint)GCHandle.Alloc(released) };
        var type = (sbyte)ScalarType.Float32;
        var tensor = THSTensor_new((nint)memory, &Release, null, 0, type, type, (int)DeviceType.CPU, 0, 0);
        return Tensor.UnsafeCreateTensor(tensor);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Release(nint data)
    {
        var handle = (GCHandle)((One*)data)->Released;
        ((Action)handle.Target!)();
        handle.Free();
        NativeMemory.Free((void*)data);
    }

    [LibraryImport("LibTorchSharp")]
    private static partial nint THSTensor_new(
        nint data, delegate* unmanaged[Cdecl]<nint, void> deleter, long* sizes, int dimensions, sbyte type, sbyte dtype,
        int deviceType, int deviceIndex, byte requiresGrad);

    // The data of the tensor, followed by the GCHandle of the callback.
    private struct One
    {
        public float Value;
        public nint Released;
    }
}
