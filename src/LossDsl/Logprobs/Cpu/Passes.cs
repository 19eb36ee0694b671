using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LossDsl;

/// <summary>The loops over a stretch of a row, two vectors at a time, for a form of elements, an exponential and a width of vector.</summary>
/// <remarks>
/// <c>AggressiveOptimization</c>: a loop that starts in the quick tier stays twice as slow for a long time.
/// <c>NoInlining</c>: such a method is never instrumented. Where dynamic PGO inlines it into an instrumented caller, the
/// missing counts make its inner calls look cold, they are not inlined, and the loop becomes ten times as slow.
/// </remarks>
internal readonly unsafe struct Passes<P, X, S, V> : IPasses
    where P : IPairs<V>
    where X : struct, IExponential<X, V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    // How far ahead memory is asked for: about what arrives while the time of one access passes.
    private const int Ahead = 16 * 1024;

    // What one request brings from memory: a pair takes two of them at most.
    private const int Line = 64;

    // So many pairs are added one to the next, then their sums, then in double the sums of a block: a long row of the same
    // number would be wrong by the same at each step.
    private const long Few = 32;

    // So many pairs are looked at ahead: they stay in the first-level cache till it is their turn.
    private const long Look = 64;

    public static long Whole(long n) => n / Pair * Pair;

    public static bool Reaches(double reference) => X.Reaches(reference);

    private static int Pair
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * S.Count;
    }

    private static int Step
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Pair * P.Size;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long Largest(byte* x, long n, ref double largest)
    {
        var count = n / Pair;
        if (count == 0)
            return 0;

        // Four chains, as each maximum waits for the one before it.
        var (a, b) = P.Load(x);
        var (c, d) = (a, b);
        var end = x + count * Step;
        for (; x + Step < end; x += 2 * Step)
        {
            var (e, f) = P.Load(x);
            var (g, h) = P.Load(x + Step);
            (a, b, c, d) = (S.Max(a, e), S.Max(b, f), S.Max(c, g), S.Max(d, h));
        }

        if (x < end)
        {
            var (e, f) = P.Load(x);
            (a, b) = (S.Max(a, e), S.Max(b, f));
        }

        var found = S.Largest(S.Max(S.Max(a, b), S.Max(c, d)));
        if (found > largest)
            largest = found;
        return count * Pair;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long Sum(byte* x, long n, double reference, double most, ref double sum)
    {
        var begin = x;
        var exp = X.From(reference);
        for (var last = x + n / Pair * Step; x < last;)
        {
            var total = S.All(0);
            // What is begun in one turn is ended in the next; at first it is a 0.
            var later = exp.Begin(S.All(double.NegativeInfinity));
            var from = x;
            for (var block = x + Math.Min(last - x, IPasses.Block); x < block;)
            {
                // Two sums, as each addition waits for the one before it.
                var (few, more) = (S.All(0), S.All(0));
                for (var end = x + Math.Min(block - x, Few * Step); x < end; x += Step)
                {
                    Prefetch(x);
                    var (a, b) = P.Load(x);
                    var now = exp.Begin(a);
                    more = exp.End(later, more);
                    later = exp.Begin(b);
                    few = exp.End(now, few);
                }

                total = S.Add(total, S.Add(few, more));
            }

            var part = S.Sum(exp.End(later, total)) / exp.Unit;
            if (!(part < most))
                return (from - begin) / P.Size;
            sum += part;
        }

        return (x - begin) / P.Size;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long SumInto(byte* x, byte* work, long n, double reference, double most, ref double sum)
    {
        var begin = x;
        var exp = X.From(reference);
        var into = (V*)work;
        for (var last = x + n / Pair * Step; x < last;)
        {
            var total = S.All(0);
            var from = x;
            for (var block = x + Math.Min(last - x, IPasses.Block); x < block;)
            {
                var few = S.All(0);
                for (var end = x + Math.Min(block - x, Few * Step); x < end; x += Step, into += 2)
                {
                    Prefetch(x);
                    var (a, b) = P.Load(x);
                    var (first, second) = (exp.Begin(a), exp.Begin(b));
                    into[0] = a = exp.End(first);
                    few = S.Add(few, a);
                    into[1] = b = exp.End(second);
                    few = S.Add(few, b);
                }

                total = S.Add(total, few);
            }

            var part = S.Sum(total);
            if (!(part < most))
                return (from - begin) / P.Size;
            sum += part;
        }

        return (x - begin) / P.Size;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long SumInPlace(byte* x, long n, double reference, double limit, ref double sum, byte* before, double factor)
    {
        var begin = x;
        var (exp, by) = (X.From(reference), S.All(factor));
        var distance = before - x;
        for (var last = x + n / Pair * Step; x < last;)
        {
            // As many as come next are looked at beside these: their last ones too, where there are not as many.
            var length = Math.Min(last - x, Look * Step);
            var ahead = Math.Min(length, last - x - length);
            var (largest, total) = (S.All(double.NegativeInfinity), S.All(0));
            for (var end = x + length; x < end; x += Step)
            {
                Prefetch(x);
                var (a, b) = P.Load(x + ahead);
                largest = S.Max(largest, S.Max(a, b));
                (a, b) = P.Load(x + distance);
                P.Store(x + distance, S.Multiply(a, by), S.Multiply(b, by));
                (a, b) = P.Load(x);
                var (first, second) = (exp.BeginBelow(a), exp.BeginBelow(b));
                (a, b) = (exp.End(first), exp.End(second));
                P.Store(x, a, b);
                total = S.Add(total, S.Add(a, b));
            }

            sum += S.Sum(total);
            if (S.Largest(largest) > limit)
                break;
        }

        return (x - begin) / P.Size;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long Exponentials(byte* x, byte* into, long n, double reference, double factor)
    {
        var (count, exp, by) = (n / Pair, X.From(reference), S.All(factor));
        var distance = into - x;
        for (var end = x + count * Step; x < end; x += Step)
        {
            Prefetch(x);
            var (a, b) = P.Load(x);
            var (first, second) = (exp.BeginBelow(a), exp.BeginBelow(b));
            P.Store(x + distance, S.Multiply(exp.End(first), by), S.Multiply(exp.End(second), by));
        }

        return count * Pair;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long Scale(byte* work, byte* into, long n, double factor)
    {
        var (count, by) = (n / Pair, S.All(factor));
        var from = (V*)work;
        for (var end = from + 2 * count; from < end; from += 2, into += Step)
            P.Store(into, S.Multiply(from[0], by), S.Multiply(from[1], by));
        return count * Pair;
    }

    /// <summary>
    /// Asks for the memory of a pair that comes later, to the second-level cache: the first one has room for fewer
    /// requests under way, and less room. Beyond the end of what there is nothing happens.
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
