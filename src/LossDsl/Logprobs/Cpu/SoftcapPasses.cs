using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The loops over bounded logits, for a form of elements, an exponential, a hyperbolic tangent and a width of vector.</summary>
/// <remarks>The attributes are those of <see cref="Passes{P, X, S, V}"/>, for the same reasons.</remarks>
internal readonly unsafe struct SoftcapPasses<E, X, T, S, V> : ISoftcapPasses
    where E : IElements<V>
    where X : struct, IExponential<X, V>
    where T : struct, IHyperbolicTangent<T, V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    public static bool Reaches(double reference) => X.Reaches(reference);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long Overwrite(byte* x, long n, SoftcapCurve curve)
    {
        var (count, step) = (n / S.Count, S.Count * E.Size);
        var (tangent, inner, height) = (T.Make(), S.All(curve.Inner), S.All(curve.Height));
        for (var end = x + count * step; x < end; x += step)
            E.Store(x, S.Multiply(tangent.Of(S.Multiply(E.Load(x), inner)), height));
        return count * S.Count;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long Gradient(byte* y, byte* into, long n, double reference, double factor, SoftcapCurve curve)
    {
        var (count, step, distance) = (n / S.Count, S.Count * E.Size, into - y);
        var (exp, by, one, narrow) = (X.From(reference), S.All(factor * curve.Steepest), S.All(1), S.All(1 / curve.Height));
        for (var end = y + count * step; y < end; y += step)
        {
            var value = E.Load(y);
            var (begun, t) = (exp.BeginBelow(value), S.Multiply(value, narrow));
            var slope = S.Multiply(S.Subtract(one, t), S.Add(one, t));
            E.Store(y + distance, S.Multiply(S.Multiply(exp.End(begun), by), slope));
        }

        return count * S.Count;
    }
}
