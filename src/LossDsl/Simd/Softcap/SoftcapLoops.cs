using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The loops over capped logits, for an element type, an exponential, a hyperbolic tangent and a vector width.</summary>
/// <remarks>The attributes are explained at <see cref="SoftmaxLoops{TPairs, TExp, TLanes, TVector}"/>.</remarks>
internal readonly unsafe struct SoftcapLoops<TElements, TExp, TTanh, TLanes, TVector> : ISoftcapLoops
    where TElements : IElements<TVector>
    where TExp : struct, IExponential<TExp, TVector>
    where TTanh : struct, ITanh<TTanh, TVector>
    where TLanes : IArithmetic<TVector>
    where TVector : unmanaged
{
    public static bool Supports(double reference) => TExp.Supports(reference);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long ApplyInPlace(byte* x, long n, SoftcapCurve curve)
    {
        var (count, step) = (n / TLanes.Count, TLanes.Count * TElements.Size);
        var (tangent, inner, height) = (TTanh.Create(), TLanes.Broadcast(curve.Inner), TLanes.Broadcast(curve.Height));
        for (var end = x + count * step; x < end; x += step)
            TElements.Store(x, TLanes.Multiply(tangent.Evaluate(TLanes.Multiply(TElements.Load(x), inner)), height));
        return count * TLanes.Count;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long Gradient(byte* y, byte* into, long n, double reference, double factor, SoftcapCurve curve)
    {
        var (count, step, distance) = (n / TLanes.Count, TLanes.Count * TElements.Size, into - y);
        var (exp, by, one, narrow) = (TExp.From(reference), TLanes.Broadcast(factor * curve.Steepest), TLanes.Broadcast(1), TLanes.Broadcast(1 / curve.Height));
        for (var end = y + count * step; y < end; y += step)
        {
            var value = TElements.Load(y);
            var (begun, t) = (exp.BeginBounded(value), TLanes.Multiply(value, narrow));
            var slope = TLanes.Multiply(TLanes.Subtract(one, t), TLanes.Add(one, t));
            TElements.Store(y + distance, TLanes.Multiply(TLanes.Multiply(exp.End(begun), by), slope));
        }

        return count * TLanes.Count;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static long GradientTimesLine(
        byte* y, byte* into, long n, double reference, double center, double constant, double slope, SoftcapCurve curve)
    {
        var (count, step, distance) = (n / TLanes.Count, TLanes.Count * TElements.Size, into - y);
        var (exp, middle, least) = (TExp.From(reference), TLanes.Broadcast(center), TLanes.Broadcast(ISoftmaxLoops.LeastDifference));
        var (origin, by) = (TLanes.Broadcast(constant * curve.Steepest), TLanes.Broadcast(slope * curve.Steepest));
        var (one, narrow) = (TLanes.Broadcast(1), TLanes.Broadcast(1 / curve.Height));
        for (var end = y + count * step; y < end; y += step)
        {
            var value = TElements.Load(y);
            var (begun, t) = (exp.BeginBounded(value), TLanes.Multiply(value, narrow));
            var line = TLanes.MultiplyAdd(TLanes.ClampMin(TLanes.Subtract(value, middle), least), by, origin);
            var derivative = TLanes.Multiply(TLanes.Subtract(one, t), TLanes.Add(one, t));
            TElements.Store(y + distance, TLanes.Multiply(TLanes.Multiply(exp.End(begun), line), derivative));
        }

        return count * TLanes.Count;
    }
}
