using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    private static readonly Op
        Zeros = "zeros", Ones = "ones", Empty = "empty.memory_format", Full = "full", Rand = "rand", Randn = "randn",
        RandGenerator = "rand.generator", RandnGenerator = "randn.generator", Randint = "randint.low",
        RandintGenerator = "randint.low_generator", Randperm = "randperm", RandpermGenerator = "randperm.generator",
        Arange = "arange.start_step", Linspace = "linspace", Eye = "eye.m";

    private static Tensor NewZeros(long[] size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Graded(Zeros.Call(size, dtype ?? DefaultType, Arg.None, InitializeDevice(device)), requires_grad, names);

    private static Tensor NewOnes(long[] size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Graded(Ones.Call(size, dtype ?? DefaultType, Arg.None, InitializeDevice(device)), requires_grad, names);

    private static Tensor NewEmpty(long[] size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) =>
        Graded(Empty.Call(size, dtype ?? DefaultType, Arg.None, InitializeDevice(device)), requires_grad, names);

    private static Tensor NewFull(long[] size, Scalar value, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        var type = dtype ?? (value.IsIntegral ? ScalarType.Int64 : DefaultType);
        return Graded(Full.Call(size, value, type, Arg.None, InitializeDevice(device)), requires_grad, names);
    }

    private static Tensor NewRand(long[] size, Generator? generator, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        var (type, place) = (dtype ?? DefaultType, InitializeDevice(device));
        return Graded(generator is null
            ? Rand.Call(size, type, Arg.None, place)
            : RandGenerator.Call(size, generator, type, Arg.None, place), requires_grad, names);
    }

    private static Tensor NewRandn(long[] size, Generator? generator, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        var (type, place) = (dtype ?? DefaultType, InitializeDevice(device));
        return Graded(generator is null
            ? Randn.Call(size, type, Arg.None, place)
            : RandnGenerator.Call(size, generator, type, Arg.None, place), requires_grad, names);
    }

    private static Tensor FromArray<T>(Array array, ScalarType type, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged
    {
        var shape = new long[array.Rank];
        for (var i = 0; i < shape.Length; i++) shape[i] = array.GetLongLength(i);
        var elements = array.Length == 0
            ? default
            : MemoryMarshal.CreateReadOnlySpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);
        return FromSpan(elements, shape, type, dtype, device, requires_grad, names);
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
