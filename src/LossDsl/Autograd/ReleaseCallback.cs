using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>The number 1 in a tensor that tells when torch has released it, which TorchSharp has no other way to see.</summary>
internal static unsafe partial class ReleaseCallback
{
    /// <summary>A float32 tensor without dimensions on the CPU: a factor that changes nothing.</summary>
    /// <param name="released">Called when nobody holds it any more, on whichever thread that is. It must not throw.</param>
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

    // The memory of the tensor: its number, and whom to tell.
    private struct One
    {
        public float Value;
        public nint Released;
    }
}
