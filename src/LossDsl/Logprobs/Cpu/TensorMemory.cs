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
        if (tensor.dtype == float32)
        {
            var single = *(float*)Of(tensor);
            GC.KeepAlive(tensor);
            return single;
        }

        using var exact = tensor.dtype == float64 ? null : tensor.to(float64);
        var value = *(double*)Of(exact ?? tensor);
        GC.KeepAlive(tensor);
        return value;
    }

    /// <summary>The numbers of a tensor on the CPU that has one dimension.</summary>
    public static double[] Numbers(Tensor tensor)
    {
        using var exact = tensor.dtype == float64 ? null : tensor.to(float64);
        var (numbers, stride) = (new double[tensor.numel()], (exact ?? tensor).stride(0));
        var first = (double*)Of(exact ?? tensor);
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = first[i * stride];
        GC.KeepAlive(tensor);
        return numbers;
    }

    [LibraryImport("LibTorchSharp")]
    private static partial nint THSTensor_data(nint tensor);
}
