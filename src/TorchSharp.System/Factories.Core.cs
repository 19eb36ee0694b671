using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    private static readonly Op
        Zeros = "zeros", Ones = "ones", Empty = "empty.memory_format", Full = "full", Rand = "rand", Randn = "randn",
        Randint = "randint.low", Arange = "arange.start_step";

    /// <summary>What takes a shape and no more than the options that all factories have.</summary>
    private static Tensor New(Op op, long[] size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Graded(op.Call(size, dtype ?? DefaultType, Arg.None, InitializeDevice(device)), requires_grad, names);

    private static Tensor NewFull(long[] size, Scalar value, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        var type = dtype ?? (value.IsIntegral ? ScalarType.Int64 : DefaultType);
        return Graded(Full.Call(size, value, type, Arg.None, InitializeDevice(device)), requires_grad, names);
    }

    private static unsafe Tensor FromSpan<T>(ReadOnlySpan<T> data, ReadOnlySpan<long> shape, ScalarType type, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null)
        where T : unmanaged
    {
        long count = 1;
        foreach (var n in shape) count *= n;
        if (count > data.Length) throw new ArgumentException($"mismatched total size creating a tensor from an array: {count} vs. {data.Length}");

        var place = InitializeDevice(device);
        var result = Empty.Call(shape.ToArray(), type, Arg.None, CPU);
        data[..(int)count].CopyTo(new Span<T>((void*)result.Pointer(), (int)count));

        if (place.type != DeviceType.CPU) result = result.to(dtype ?? type, place, disposeAfter: true);
        else if (dtype is { } other && other != type) result = result.to(other, disposeAfter: true);
        return Graded(result, requires_grad, names);
    }

    private static Tensor Graded(Tensor tensor, bool requires_grad, string[]? names = null)
    {
        if (names is { Length: > 0 }) throw new NotSupportedException("Named dimensions are not part of this backend.");
        if (requires_grad) tensor.requires_grad = true;
        return tensor;
    }
}
