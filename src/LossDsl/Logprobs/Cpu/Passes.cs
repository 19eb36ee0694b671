using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LossDsl;

/// <summary>The loops over a stretch of a row, for one type of element and one width of vector.</summary>
/// <remarks>
/// Compiled at once and fully: a loop that starts in the quick tier stays twice as slow for a long time.
/// </remarks>
internal readonly unsafe struct Passes<E, S, V> : ISinglePasses
    where E : IElements<V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    // How far ahead memory is asked for: about what arrives while the time of one access passes.
    private const int Ahead = 16 * 1024;

    // So many numbers in a row are added in the vector's own precision, then the sum goes on in double.
    private const long Chain = 256;

    public static int Size => E.Size;

    public static bool Exact => E.Exact;

    private static int Step
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => S.Count * E.Size;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Largest(byte* x, long n, ref double largest)
    {
        var count = n / S.Count;
        if (count == 0)
            return 0;

        // Four chains, as each maximum waits for the one before it.
        var a = E.Load(x);
        var (b, c, d) = (a, a, a);
        var i = 0L;
        for (; i + 4 <= count; i += 4, x += 4 * Step)
        {
            a = S.Max(a, E.Load(x));
            b = S.Max(b, E.Load(x + Step));
            c = S.Max(c, E.Load(x + 2 * Step));
            d = S.Max(d, E.Load(x + 3 * Step));
        }

        for (; i < count; i++, x += Step)
            a = S.Max(a, E.Load(x));
        var found = S.Largest(S.Max(S.Max(a, b), S.Max(c, d)));
        if (found > largest)
            largest = found;
        return count * S.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Sum(byte* x, long n, double reference, ref double sum)
    {
        var (count, r) = (n / S.Count, S.All(-reference));
        for (var last = x + count * Step; x < last;)
        {
            var total = S.All(0);
            var end = x + Math.Min(last - x, Chain * Step);
            for (; x + Step < end; x += 2 * Step)
            {
                Prefetch(x);
                total = S.Add(total, E.Exp(S.Add(r, E.Load(x))));
                total = S.Add(total, E.Exp(S.Add(r, E.Load(x + Step))));
            }

            for (; x < end; x += Step)
                total = S.Add(total, E.Exp(S.Add(r, E.Load(x))));
            sum += S.Sum(total);
        }

        return count * S.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long SumInPlace(byte* x, long n, double reference, ref double sum)
    {
        var (count, r) = (n / S.Count, S.All(-reference));
        for (var last = x + count * Step; x < last;)
        {
            var total = S.All(0);
            var end = x + Math.Min(last - x, Chain * Step);
            for (; x + Step < end; x += 2 * Step)
            {
                Prefetch(x);
                total = S.Add(total, Exponential(x, r));
                total = S.Add(total, Exponential(x + Step, r));
            }

            for (; x < end; x += Step)
                total = S.Add(total, Exponential(x, r));
            sum += S.Sum(total);
        }

        return count * S.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Exponentials(byte* x, byte* into, long n, double reference, double factor)
    {
        var (count, r, by) = (n / S.Count, S.All(-reference), S.All(factor));
        var distance = into - x;
        for (var end = x + count * Step; x < end; x += Step)
        {
            Prefetch(x);
            E.Store(x + distance, S.Multiply(E.ExpBelow(S.Add(r, E.Load(x))), by));
        }

        return count * S.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Scale(byte* x, long n, double factor)
    {
        var (count, by) = (n / S.Count, S.All(factor));
        for (var end = x + count * Step; x < end; x += Step)
            E.Store(x, S.Multiply(E.Load(x), by));
        return count * S.Count;
    }

    public static double Read(byte* x) => S.Largest(E.Load(x));

    public static void Write(byte* x, double value) => E.Store(x, S.All(value));

    public static double Rounded(double value) => S.Largest(S.All(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Exponential(byte* x, V minusReference)
    {
        var e = E.ExpBelow(S.Add(minusReference, E.Load(x)));
        E.Store(x, e);
        return e;
    }

    /// <summary>Asks for memory that comes later; beyond the end of what there is nothing happens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(byte* x)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(x + Ahead);
    }
}
