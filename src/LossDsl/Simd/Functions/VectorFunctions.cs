using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>Functions built from arithmetic, the exponential and the logarithm.</summary>
internal static class VectorFunctions<TExp, TLanes, TVector>
    where TExp : struct, INaturalExponential<TExp, TVector>
    where TLanes : IArithmetic<TVector>
    where TVector : unmanaged
{
    /// <summary><c>e^x - 1 = (u - 1) * x / log(u)</c> with <c>u = e^x</c>; the rounding of <c>u</c> cancels (W. Kahan).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Expm1(TVector x)
    {
        TVector one = TLanes.Broadcast(1), u = TExp.Exp(x), less = TLanes.Subtract(u, one);
        var exact = TLanes.Multiply(less, TLanes.Divide(x, TLanes.Log(u)));
        // A subnormal u has few digits, so that log(u) is not x; but there e^x - 1 rounds to -1.
        var isExtreme = TLanes.Or(TLanes.Equal(u, TLanes.Broadcast(double.PositiveInfinity)), TLanes.Equal(less, TLanes.Broadcast(-1)));
        return TLanes.Select(isExtreme, less, TLanes.Select(TLanes.Equal(u, one), x, exact));
    }

    /// <summary><c>log(1 + x) = log(u) * x / (u - 1)</c> with <c>u = 1 + x</c>; the rounding of <c>u</c> cancels (W. Kahan).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log1p(TVector x)
    {
        TVector one = TLanes.Broadcast(1), u = TLanes.Add(one, x), less = TLanes.Subtract(u, one), log = TLanes.Log(u);
        var exact = TLanes.Multiply(log, TLanes.Divide(x, less));
        var isExtreme = TLanes.Equal(u, TLanes.Broadcast(double.PositiveInfinity));
        return TLanes.Select(isExtreme, u, TLanes.Select(TLanes.Equal(less, TLanes.Broadcast(0)), x, exact));
    }

    /// <summary><c>tanh |x| = -t / (t + 2)</c> with <c>t = e^(-2|x|) - 1</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        TVector zero = TLanes.Broadcast(0), t = Expm1(TLanes.Multiply(TLanes.Broadcast(-2), TLanes.Abs(x)));
        var positive = TLanes.Divide(TLanes.Subtract(zero, t), TLanes.Add(t, TLanes.Broadcast(2)));
        return TLanes.Select(TLanes.Greater(zero, x), TLanes.Subtract(zero, positive), positive);
    }
}
