using System.Runtime.CompilerServices;

namespace LossDsl;

/// <content>The loops for entropies.</content>
internal readonly unsafe partial struct SoftmaxLoops<TPairs, TExp, TLanes, TVector>
{
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long SumExpAndMoment(byte* x, long n, double reference, double most, ref double sum, ref double moment)
    {
        var begin = x;
        var (exp, center, least) = (TExp.From(reference), TLanes.Broadcast(reference), TLanes.Broadcast(ISoftmaxLoops.LeastDifference));
        for (var last = x + n / Pair * Step; x < last;)
        {
            var (total, totalMoment) = (TLanes.Broadcast(0), TLanes.Broadcast(0));
            var from = x;
            for (var block = x + Math.Min(last - x, ISoftmaxLoops.Block); x < block;)
            {
                var (few, more) = (TLanes.Broadcast(0), TLanes.Broadcast(0));
                var (fewMoments, moreMoments) = (few, more);
                for (var end = x + Math.Min(block - x, Few * Step); x < end; x += Step)
                {
                    Prefetch(x);
                    var (a, b) = TPairs.Load(x);
                    var (first, second) = (exp.Begin(a), exp.Begin(b));
                    a = TLanes.ClampMin(TLanes.Subtract(a, center), least);
                    b = TLanes.ClampMin(TLanes.Subtract(b, center), least);
                    var (e, f) = (exp.End(first), exp.End(second));
                    (few, more) = (TLanes.Add(few, e), TLanes.Add(more, f));
                    (fewMoments, moreMoments) = (TLanes.MultiplyAdd(a, e, fewMoments), TLanes.MultiplyAdd(b, f, moreMoments));
                }

                total = TLanes.Add(total, TLanes.Add(few, more));
                totalMoment = TLanes.Add(totalMoment, TLanes.Add(fewMoments, moreMoments));
            }

            var part = TLanes.Sum(total) / exp.Unit;
            if (!(part < most))
                return (from - begin) / TPairs.Size;
            sum += part;
            moment += TLanes.Sum(totalMoment) / exp.Unit;
        }

        return (x - begin) / TPairs.Size;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long WriteExpTimesLine(
        byte* x, byte* into, long n, double reference, double center, double constant, double slope)
    {
        var (count, exp, middle, least) = (n / Pair, TExp.From(reference), TLanes.Broadcast(center), TLanes.Broadcast(ISoftmaxLoops.LeastDifference));
        var (origin, by) = (TLanes.Broadcast(constant), TLanes.Broadcast(slope));
        var distance = into - x;
        for (var end = x + count * Step; x < end; x += Step)
        {
            Prefetch(x);
            var (a, b) = TPairs.Load(x);
            var (first, second) = (exp.BeginBounded(a), exp.BeginBounded(b));
            a = TLanes.MultiplyAdd(TLanes.ClampMin(TLanes.Subtract(a, middle), least), by, origin);
            b = TLanes.MultiplyAdd(TLanes.ClampMin(TLanes.Subtract(b, middle), least), by, origin);
            TPairs.Store(x + distance, TLanes.Multiply(exp.End(first), a), TLanes.Multiply(exp.End(second), b));
        }

        return count * Pair;
    }
}
