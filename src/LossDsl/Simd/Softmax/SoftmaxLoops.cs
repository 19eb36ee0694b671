using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LossDsl;

/// <summary>The loops over a segment of a row, two vectors at a time, for an element type, an exponential and a vector width.</summary>
/// <remarks>
/// <c>AggressiveOptimization</c>: a loop that starts in the quick JIT tier stays twice as slow for a long time.
/// <c>NoInlining</c>: such a method is never instrumented. If dynamic PGO inlined it into an instrumented caller, its
/// inner calls would have no counts and look cold; they would not be inlined, and the loop would be ten times as slow.
/// </remarks>
internal readonly unsafe partial struct SoftmaxLoops<TPairs, TExp, TLanes, TVector> : ISoftmaxLoops
    where TPairs : IPairs<TVector>
    where TExp : struct, IExponential<TExp, TVector>
    where TLanes : IArithmetic<TVector>
    where TVector : unmanaged
{
    // The prefetch distance in bytes: about what memory delivers during the latency of one access.
    private const int Ahead = 16 * 1024;

    // The size of a cache line; a pair covers at most two.
    private const int Line = 64;

    // The number of pairs that are summed in one accumulator, before these sums are added, and then block sums in float64: otherwise
    // equal numbers in a long row would round in the same direction at every step.
    private const long Few = 32;

    // The number of pairs that are checked ahead of the sum; they stay in the L1 cache until they are summed.
    private const long Look = 64;

    public static long RoundDownToVector(long n) => n / Pair * Pair;

    public static bool Supports(double reference) => TExp.Supports(reference);

    private static int Pair
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TLanes.Count;
    }

    private static int Step
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Pair * TPairs.Size;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long Max(byte* x, long n, ref double largest)
    {
        var count = n / Pair;
        if (count == 0)
            return 0;

        // Four accumulators, as each maximum depends on the previous one.
        var (a, b) = TPairs.Load(x);
        var (c, d) = (a, b);
        var end = x + count * Step;
        for (; x + Step < end; x += 2 * Step)
        {
            var (e, f) = TPairs.Load(x);
            var (g, h) = TPairs.Load(x + Step);
            (a, b, c, d) = (TLanes.Max(a, e), TLanes.Max(b, f), TLanes.Max(c, g), TLanes.Max(d, h));
        }

        if (x < end)
        {
            var (e, f) = TPairs.Load(x);
            (a, b) = (TLanes.Max(a, e), TLanes.Max(b, f));
        }

        var found = TLanes.MaxElement(TLanes.Max(TLanes.Max(a, b), TLanes.Max(c, d)));
        if (found > largest)
            largest = found;
        return count * Pair;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long SumExp(byte* x, long n, double reference, double most, ref double sum)
    {
        var begin = x;
        var exp = TExp.From(reference);
        for (var last = x + n / Pair * Step; x < last;)
        {
            var total = TLanes.Broadcast(0);
            // Software pipelining: each iteration ends the exponential that the previous one began. The first one is exp(-inf) = 0.
            var later = exp.Begin(TLanes.Broadcast(double.NegativeInfinity));
            var from = x;
            for (var block = x + Math.Min(last - x, ISoftmaxLoops.Block); x < block;)
            {
                // Two accumulators, as each addition depends on the previous one.
                var (few, more) = (TLanes.Broadcast(0), TLanes.Broadcast(0));
                for (var end = x + Math.Min(block - x, Few * Step); x < end; x += Step)
                {
                    Prefetch(x);
                    var (a, b) = TPairs.Load(x);
                    var now = exp.Begin(a);
                    more = exp.End(later, more);
                    later = exp.Begin(b);
                    few = exp.End(now, few);
                }

                total = TLanes.Add(total, TLanes.Add(few, more));
            }

            var part = TLanes.Sum(exp.End(later, total)) / exp.Unit;
            if (!(part < most))
                return (from - begin) / TPairs.Size;
            sum += part;
        }

        return (x - begin) / TPairs.Size;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long SumExpInto(byte* x, byte* work, long n, double reference, double most, ref double sum)
    {
        var begin = x;
        var exp = TExp.From(reference);
        var into = (TVector*)work;
        for (var last = x + n / Pair * Step; x < last;)
        {
            var total = TLanes.Broadcast(0);
            var from = x;
            for (var block = x + Math.Min(last - x, ISoftmaxLoops.Block); x < block;)
            {
                var few = TLanes.Broadcast(0);
                for (var end = x + Math.Min(block - x, Few * Step); x < end; x += Step, into += 2)
                {
                    Prefetch(x);
                    var (a, b) = TPairs.Load(x);
                    var (first, second) = (exp.Begin(a), exp.Begin(b));
                    into[0] = a = exp.End(first);
                    few = TLanes.Add(few, a);
                    into[1] = b = exp.End(second);
                    few = TLanes.Add(few, b);
                }

                total = TLanes.Add(total, few);
            }

            var part = TLanes.Sum(total);
            if (!(part < most))
                return (from - begin) / TPairs.Size;
            sum += part;
        }

        return (x - begin) / TPairs.Size;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long SumExpInPlace(byte* x, long n, double reference, double limit, ref double sum, byte* before, double factor)
    {
        var begin = x;
        var (exp, by) = (TExp.From(reference), TLanes.Broadcast(factor));
        var distance = before - x;
        for (var last = x + n / Pair * Step; x < last;)
        {
            // Checks as many following elements as are summed now; near the end of the row the last ones again.
            var length = Math.Min(last - x, Look * Step);
            var ahead = Math.Min(length, last - x - length);
            var (largest, total) = (TLanes.Broadcast(double.NegativeInfinity), TLanes.Broadcast(0));
            for (var end = x + length; x < end; x += Step)
            {
                Prefetch(x);
                var (a, b) = TPairs.Load(x + ahead);
                largest = TLanes.Max(largest, TLanes.Max(a, b));
                (a, b) = TPairs.Load(x + distance);
                TPairs.Store(x + distance, TLanes.Multiply(a, by), TLanes.Multiply(b, by));
                (a, b) = TPairs.Load(x);
                var (first, second) = (exp.BeginBounded(a), exp.BeginBounded(b));
                (a, b) = (exp.End(first), exp.End(second));
                TPairs.Store(x, a, b);
                total = TLanes.Add(total, TLanes.Add(a, b));
            }

            sum += TLanes.Sum(total);
            if (TLanes.MaxElement(largest) > limit)
                break;
        }

        return (x - begin) / TPairs.Size;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long WriteExp(byte* x, byte* into, long n, double reference, double factor)
    {
        var (count, exp, by) = (n / Pair, TExp.From(reference), TLanes.Broadcast(factor));
        var distance = into - x;
        for (var end = x + count * Step; x < end; x += Step)
        {
            Prefetch(x);
            var (a, b) = TPairs.Load(x);
            var (first, second) = (exp.BeginBounded(a), exp.BeginBounded(b));
            TPairs.Store(x + distance, TLanes.Multiply(exp.End(first), by), TLanes.Multiply(exp.End(second), by));
        }

        return count * Pair;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long Scale(byte* work, byte* into, long n, double factor)
    {
        var (count, by) = (n / Pair, TLanes.Broadcast(factor));
        var from = (TVector*)work;
        for (var end = from + 2 * count; from < end; from += 2, into += Step)
            TPairs.Store(into, TLanes.Multiply(from[0], by), TLanes.Multiply(from[1], by));
        return count * Pair;
    }

    /// <summary>
    /// Prefetches the memory of a later pair into the L2 cache, which allows more outstanding requests than the L1 cache and has more
    /// space. A prefetch beyond the end of the row has no effect.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(byte* x)
    {
        if (!Sse.IsSupported)
            return;
        Sse.Prefetch1(x + Ahead);
        if (Step > Line)
            Sse.Prefetch1(x + Ahead + Line);
    }
}
