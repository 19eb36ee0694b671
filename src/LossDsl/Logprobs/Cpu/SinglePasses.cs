using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The loops over single elements: for what is left over at the end of a row, and where there are no vectors.</summary>
internal readonly unsafe struct SinglePasses<E, X, S, V> : ISinglePasses
    where E : IElements<V>
    where X : struct, IExponential<X, V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    public static int Size => E.Size;

    public static int WorkSize => sizeof(V);

    public static bool Exact => E.Exact;

    public static long Whole(long n) => n;

    public static bool Reaches(double reference) => X.Reaches(reference);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long Largest(byte* x, long n, ref double largest)
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
    public static long Sum(byte* x, long n, double reference, double most, ref double sum)
    {
        var exp = X.From(reference);
        for (var i = 0L; i < n; i++)
        {
            var part = S.Sum(exp.End(exp.Begin(E.Load(x + i * Size))));
            if (!(part < most))
                return i;
            sum += part;
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long SumInto(byte* x, byte* work, long n, double reference, double most, ref double sum)
    {
        var exp = X.From(reference);
        var into = (V*)work;
        for (var i = 0L; i < n; i++)
        {
            into[i] = exp.End(exp.Begin(E.Load(x + i * Size)));
            var part = S.Sum(into[i]);
            if (!(part < most))
                return i;
            sum += part;
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long SumInPlace(byte* x, long n, double reference, double limit, ref double sum, byte* before, double factor)
    {
        var (exp, by) = (X.From(reference), S.All(factor));
        for (var i = 0L; i < n; i++, x += Size, before += Size)
        {
            if (Read(x) > limit)
                return i;
            E.Store(before, S.Multiply(E.Load(before), by));
            var e = exp.End(exp.Begin(E.Load(x)));
            E.Store(x, e);
            sum += S.Sum(e);
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long Exponentials(byte* x, byte* into, long n, double reference, double factor)
    {
        var (exp, by) = (X.From(reference), S.All(factor));
        for (var i = 0L; i < n; i++)
            E.Store(into + i * Size, S.Multiply(exp.End(exp.Begin(E.Load(x + i * Size))), by));
        return n;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long Scale(byte* work, byte* into, long n, double factor)
    {
        var by = S.All(factor);
        var from = (V*)work;
        for (var i = 0L; i < n; i++)
            E.Store(into + i * Size, S.Multiply(from[i], by));
        return n;
    }

    public static double Read(byte* x) => S.Largest(E.Load(x));

    public static void Write(byte* x, double value) => E.Store(x, S.All(value));
}
