using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossDsl.Benchmarks;

/// <summary>How fast memory can be read, and read and written in place, with nothing computed in between.</summary>
internal static unsafe class MemoryLimit
{
    private static float Sink;

    /// <summary>Reads all of a contiguous tensor.</summary>
    public static void Read(Tensor tensor) => Split(tensor, &ReadPart);

    /// <summary>Reads it and writes every number back.</summary>
    public static void ReadAndWrite(Tensor tensor) => Split(tensor, &WritePart);

    private static void Split(Tensor tensor, delegate*<Vector<float>*, long, void> part)
    {
        var (first, count) = ((nint)TensorMemory.Of(tensor), tensor.numel() * (tensor.dtype == float32 ? 4 : 2) / Vector<byte>.Count);
        var visit = (nint)part;
        Workers.Split((int)count, count * Vector<float>.Count, (from, to) =>
            ((delegate*<Vector<float>*, long, void>)visit)((Vector<float>*)first + from, to - from));
        GC.KeepAlive(tensor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadPart(Vector<float>* x, long n)
    {
        Vector<float> a = default, b = default, c = default, d = default;
        for (var i = 0L; i + 4 <= n; i += 4)
        {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
        }

        Sink = Vector.Sum(a + b + c + d);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WritePart(Vector<float>* x, long n)
    {
        for (var i = 0L; i + 2 <= n; i += 2)
        {
            x[i] = -x[i];
            x[i + 1] = -x[i + 1];
        }
    }
}
