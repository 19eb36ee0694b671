using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LossDsl.Bench;

/// <summary>
/// The speed of memory: reads it once, or reads and writes it once in place, with as many threads as torch uses. No computation
/// over all logits can be faster.
/// </summary>
internal static unsafe class MemoryBandwidth
{
    // Threads divide memory by pages.
    private const int WordsOfPage = 512;

    // The prefetch distance in words, the same as in the kernels that are compared.
    private const int Ahead = 2048;

    /// <summary>The sum of all 64-bit words of a tensor, modulo 2^64. Bytes after the last whole word are not read.</summary>
    public static ulong Read(Tensor tensor)
    {
        var (words, first) = Words(tensor);
        var total = 0UL;
        Split(words, (from, count) => Interlocked.Add(ref total, Sum((ulong*)first + from, count)));
        GC.KeepAlive(tensor);
        return total;
    }

    /// <summary>Adds a number to every 64-bit word of a tensor; 0 leaves it unchanged.</summary>
    public static void ReadAndWrite(Tensor tensor, ulong addend = 0)
    {
        var (words, first) = Words(tensor);
        Split(words, (from, count) => Add((ulong*)first + from, count, addend));
        GC.KeepAlive(tensor);
    }

    private static (long Words, nint First) Words(Tensor tensor)
    {
        // Torch refuses this view if the elements are not contiguous.
        using var flat = tensor.view(-1);
        return (flat.numel() * Size(flat.dtype) / sizeof(ulong), (nint)TensorMemory.GetPointer(flat));
    }

    private static int Size(ScalarType type) => type switch
    {
        ScalarType.BFloat16 or ScalarType.Float16 => 2,
        ScalarType.Float32 => 4,
        ScalarType.Float64 or ScalarType.Int64 => 8,
        _ => throw new ArgumentException($"the limit is measured over numbers, not {type}", nameof(type)),
    };

    private static void Split(long words, Action<long, long> work)
    {
        var pages = checked((int)((words + WordsOfPage - 1) / WordsOfPage));
        ParallelRows.For(pages, words, (from, to) =>
        {
            var begin = (long)from * WordsOfPage;
            work(begin, Math.Min((long)to * WordsOfPage, words) - begin);
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static ulong Sum(ulong* x, long n)
    {
        var width = Vector<ulong>.Count;
        var (a, b, c, d) = (Vector<ulong>.Zero, Vector<ulong>.Zero, Vector<ulong>.Zero, Vector<ulong>.Zero);
        var i = 0L;
        for (; i + 4 * width <= n; i += 4 * width)
        {
            Prefetch(x + i);
            a += Vector.Load(x + i);
            b += Vector.Load(x + i + width);
            c += Vector.Load(x + i + 2 * width);
            d += Vector.Load(x + i + 3 * width);
        }

        var sum = Vector.Sum(a + b + c + d);
        for (; i < n; i++)
            sum += x[i];
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Add(ulong* x, long n, ulong addend)
    {
        var (width, each) = (Vector<ulong>.Count, new Vector<ulong>(addend));
        var i = 0L;
        for (; i + 4 * width <= n; i += 4 * width)
        {
            Prefetch(x + i);
            for (var k = 0; k < 4; k++)
                Vector.Store(Vector.Load(x + i + k * width) + each, x + i + k * width);
        }

        for (; i < n; i++)
            x[i] += addend;
    }

    /// <summary>Prefetches the cache lines of four vectors ahead. Beyond the tensor this has no effect.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(ulong* x)
    {
        if (!Sse.IsSupported)
            return;
        for (var word = 0; word < 4 * Vector<ulong>.Count; word += 8)
            Sse.Prefetch0(x + Ahead + word);
    }
}
