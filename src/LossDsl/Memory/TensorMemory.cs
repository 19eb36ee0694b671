using System.Runtime.InteropServices;

namespace LossDsl;

/// <summary>
/// Access to the memory of a tensor. TorchSharp's own accessors copy, or do not support bfloat16; its native export that is used here
/// has neither limitation.
/// </summary>
internal static unsafe partial class TensorMemory
{
    /// <summary>The address of the first element. The caller must keep the tensor alive while using it.</summary>
    public static byte* GetPointer(Tensor tensor) => (byte*)THSTensor_data(tensor.Handle);

    /// <summary>Reads a scalar tensor on the CPU.</summary>
    public static double ReadScalar(Tensor tensor)
    {
        using var exact = IsPlain(tensor) ? null : tensor.to(float64);
        var value = At(exact ?? tensor, 0);
        GC.KeepAlive(tensor);
        return value;
    }

    /// <summary>Reads a CPU tensor with one dimension.</summary>
    public static double[] ReadVector(Tensor tensor)
    {
        using var exact = IsPlain(tensor) ? null : tensor.to(float64);
        var (read, numbers) = (exact ?? tensor, new double[tensor.numel()]);
        var stride = read.stride(0);
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = At(read, i * stride);
        GC.KeepAlive(tensor);
        return numbers;
    }

    /// <summary>Copies the elements of a CPU tensor, in row-major order.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <typeparam name="T">The type of its elements.</typeparam>
    public static T[] ReadElements<T>(Tensor tensor)
        where T : unmanaged
    {
        if (tensor.ElementSize != sizeof(T))
            throw new ArgumentException($"expected elements of {typeof(T).Name}, got {tensor.dtype}", nameof(tensor));
        using var copy = tensor.is_contiguous() ? null : tensor.contiguous();
        var elements = new ReadOnlySpan<T>(GetPointer(copy ?? tensor), checked((int)tensor.numel())).ToArray();
        GC.KeepAlive(tensor);
        return elements;
    }

    /// <summary>Creates a scalar CPU tensor without converting a float64 tensor, as <c>torch.tensor</c> with a type would.</summary>
    /// <param name="number">Its value.</param>
    /// <param name="dtype">Its type, float32 or float64.</param>
    public static Tensor CreateScalar(double number, ScalarType dtype) => dtype == float64 ? tensor(number) : tensor((float)number);

    /// <summary>Creates a float64 CPU tensor with one dimension, in less than half of the time that <c>torch.tensor</c> takes.</summary>
    /// <param name="numbers">Its elements.</param>
    public static Tensor CreateVector(ReadOnlySpan<double> numbers)
    {
        var vector = empty(numbers.Length, dtype: float64);
        numbers.CopyTo(new Span<double>(GetPointer(vector), numbers.Length));
        GC.KeepAlive(vector);
        return vector;
    }

    [LibraryImport("LibTorchSharp")]
    private static partial nint THSTensor_data(nint tensor);

    // Types that can be read without a conversion, which would take longer than reading a few elements.
    private static bool IsPlain(Tensor tensor) => tensor.dtype is ScalarType.Float32 or ScalarType.Float64;

    private static double At(Tensor tensor, long place) =>
        tensor.dtype == float32 ? ((float*)GetPointer(tensor))[place] : ((double*)GetPointer(tensor))[place];
}
