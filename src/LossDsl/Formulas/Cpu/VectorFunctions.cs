using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>Functions that are made of arithmetic, the exponential and the logarithm.</summary>
internal static class VectorFunctions<X, S, V>
    where X : struct, INaturalExponential<X, V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    /// <summary><c>e^x - 1 = (u - 1) * x / log(u)</c> with <c>u = e^x</c>, whose rounding cancels (W. Kahan).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1(V x)
    {
        V one = S.All(1), u = X.Exp(x), less = S.Subtract(u, one);
        var exact = S.Multiply(less, S.Divide(x, S.Log(u)));
        // Where u is below the normal numbers it has few digits, and log(u) is not x; but there e^x - 1 has rounded to -1.
        var isExtreme = S.Or(S.Equal(u, S.All(double.PositiveInfinity)), S.Equal(less, S.All(-1)));
        return S.Select(isExtreme, less, S.Select(S.Equal(u, one), x, exact));
    }

    /// <summary><c>log(1 + x) = log(u) * x / (u - 1)</c> with <c>u = 1 + x</c>, whose rounding cancels (W. Kahan).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p(V x)
    {
        V one = S.All(1), u = S.Add(one, x), less = S.Subtract(u, one), log = S.Log(u);
        var exact = S.Multiply(log, S.Divide(x, less));
        var isExtreme = S.Equal(u, S.All(double.PositiveInfinity));
        return S.Select(isExtreme, u, S.Select(S.Equal(less, S.All(0)), x, exact));
    }

    /// <summary><c>tanh |x| = -t / (t + 2)</c> with <c>t = e^(-2|x|) - 1</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V x)
    {
        V zero = S.All(0), t = Expm1(S.Multiply(S.All(-2), S.Magnitude(x)));
        var positive = S.Divide(S.Subtract(zero, t), S.Add(t, S.All(2)));
        return S.Select(S.Greater(zero, x), S.Subtract(zero, positive), positive);
    }
}
