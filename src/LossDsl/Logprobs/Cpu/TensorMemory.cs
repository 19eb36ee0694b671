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

    [LibraryImport("LibTorchSharp")]
    private static partial nint THSTensor_data(nint tensor);
}
