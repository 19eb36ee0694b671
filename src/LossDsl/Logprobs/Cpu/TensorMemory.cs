using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>
/// The first element of a tensor. TorchSharp's own ways to it copy, or know no bfloat16; the export that they use does
/// neither.
/// </summary>
internal static unsafe partial class TensorMemory
{
    /// <summary>Where the tensor's data begin. The caller keeps the tensor alive.</summary>
    public static byte* Of(Tensor tensor) => (byte*)THSTensor_data(tensor.Handle);

    /// <summary>The number of a tensor on the CPU that has no dimensions.</summary>
    public static double Number(Tensor tensor)
    {
        using var exact = tensor.dtype == float64 ? null : tensor.to(float64);
        var value = *(double*)Of(exact ?? tensor);
        GC.KeepAlive(tensor);
        return value;
    }

    [LibraryImport("LibTorchSharp")]
    private static partial nint THSTensor_data(nint tensor);
}
