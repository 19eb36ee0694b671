using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The loops over single elements: for the end of a row that does not fill a vector, and for processors without vectors.</summary>
internal readonly unsafe struct ScalarSoftmaxLoops<TElements, TExp, TLanes, TVector> : IScalarSoftmaxLoops
    where TElements : IElements<TVector>
    where TExp : struct, IExponential<TExp, TVector>
    where TLanes : IArithmetic<TVector>
    where TVector : unmanaged
{
    public static int Size => TElements.Size;

    public static int WorkSize => sizeof(TVector);

    public static bool IsExact => TElements.IsExact;

    public static long RoundDownToVector(long n) => n;

    public static bool Supports(double reference) => TExp.Supports(reference);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long Max(byte* x, long n, ref double largest)
    {
        for (var i = 0L; i < n; i++)
        {
            var value = Read(x + i * Size);
            if (value > largest)
                largest = value;
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long SumExp(byte* x, long n, double reference, double most, ref double sum)
    {
        var exp = TExp.From(reference);
        for (var i = 0L; i < n; i++)
        {
            var part = TLanes.Sum(exp.End(exp.Begin(TElements.Load(x + i * Size))));
            if (!(part < most))
                return i;
            sum += part;
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long SumExpAndMoment(byte* x, long n, double reference, double most, ref double sum, ref double moment)
    {
        var exp = TExp.From(reference);
        for (var i = 0L; i < n; i++)
        {
            var part = TLanes.Sum(exp.End(exp.Begin(TElements.Load(x + i * Size))));
            if (!(part < most))
                return i;
            sum += part;
            moment += part * Math.Max(Read(x + i * Size) - reference, ISoftmaxLoops.LeastDifference);
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long SumExpInto(byte* x, byte* work, long n, double reference, double most, ref double sum)
    {
        var exp = TExp.From(reference);
        var into = (TVector*)work;
        for (var i = 0L; i < n; i++)
        {
            into[i] = exp.End(exp.Begin(TElements.Load(x + i * Size)));
            var part = TLanes.Sum(into[i]);
            if (!(part < most))
                return i;
            sum += part;
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long SumExpInPlace(byte* x, long n, double reference, double limit, ref double sum, byte* before, double factor)
    {
        var (exp, by) = (TExp.From(reference), TLanes.Broadcast(factor));
        for (var i = 0L; i < n; i++, x += Size, before += Size)
        {
            if (Read(x) > limit)
                return i;
            TElements.Store(before, TLanes.Multiply(TElements.Load(before), by));
            var e = exp.End(exp.Begin(TElements.Load(x)));
            TElements.Store(x, e);
            sum += TLanes.Sum(e);
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long WriteExp(byte* x, byte* into, long n, double reference, double factor)
    {
        var (exp, by) = (TExp.From(reference), TLanes.Broadcast(factor));
        for (var i = 0L; i < n; i++)
            TElements.Store(into + i * Size, TLanes.Multiply(exp.End(exp.Begin(TElements.Load(x + i * Size))), by));
        return n;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long WriteExpTimesLine(
        byte* x, byte* into, long n, double reference, double center, double constant, double slope)
    {
        var exp = TExp.From(reference);
        for (var i = 0L; i < n; i++)
        {
            var factor = constant + slope * Math.Max(Read(x + i * Size) - center, ISoftmaxLoops.LeastDifference);
            var e = exp.End(exp.Begin(TElements.Load(x + i * Size)));
            TElements.Store(into + i * Size, TLanes.Multiply(e, TLanes.Broadcast(factor)));
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long Scale(byte* work, byte* into, long n, double factor)
    {
        var by = TLanes.Broadcast(factor);
        var from = (TVector*)work;
        for (var i = 0L; i < n; i++)
            TElements.Store(into + i * Size, TLanes.Multiply(from[i], by));
        return n;
    }

    public static double Read(byte* x) => TLanes.MaxElement(TElements.Load(x));

    public static void Write(byte* x, double value) => TElements.Store(x, TLanes.Broadcast(value));
}
