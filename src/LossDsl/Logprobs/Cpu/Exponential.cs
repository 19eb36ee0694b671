using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl;

/// <summary>The exponential in float32, over its whole range: it overflows to infinity, and below e^-87 it is exactly 0.</summary>
/// <remarks>
/// <code>
/// e^x = 2 * 2^f * 2^(n-1)      n = round(x * log2(e)),  f = x * log2(e) - n in [-1/2, 1/2]
/// </code>
/// <c>2 * 2^f</c> is a polynomial of degree 5 (minimax, relative error 1.1e-7, exact at 0). <c>n</c> comes from adding
/// <c>1.5 * 2²³</c>: at that size the last bit of a float32 is worth 1, so the sum is rounded to a whole number, and its
/// lowest bits are that number. With <c>126</c> added as well they are the exponent of <c>2^(n-1)</c>, and a shift puts
/// them in place. AVX-512 has instructions for both parts.
/// </remarks>
internal static class Exponential<S, V, U>
    where S : ILanes<V, U>
    where V : unmanaged
    where U : unmanaged
{
    private const double Log2E = 1.4426950408889634;

    // Beyond these the result is 0 or infinity.
    private const double Least = -87.5, Most = 89;

    private const double Rounding = 1.5 * (1 << 23) + 126;

    /// <summary>e to the power of each number; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x) => Below(S.AtMost(x, S.All(Most)));

    /// <summary>The same for numbers of which none is above 89.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Below(V x)
    {
        if (typeof(V) == typeof(Vector512<float>) && Avx512DQ.IsSupported)
            return Wide(S.Multiply(x, S.All(Log2E)));

        x = S.AtLeast(x, S.All(Least));
        var rounded = S.MultiplyAdd(x, S.All(Log2E), S.All(Rounding));
        var fraction = S.MultiplyAdd(x, S.All(Log2E), S.Subtract(S.All(Rounding), rounded));
        return S.Multiply(TwicePower(fraction), S.AsNumbers(S.ShiftLeft(S.AsBits(rounded), 23)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Wide(V t)
    {
        // The rest after rounding to nearest; of an infinity it is 0. By 2^-inf scaling gives exact 0.
        const byte Nearest = 0;
        var wide = Unsafe.BitCast<V, Vector512<float>>(t);
        var fraction = Avx512DQ.Reduce(wide, Nearest);
        var twice = Unsafe.BitCast<V, Vector512<float>>(TwicePower(Unsafe.BitCast<Vector512<float>, V>(fraction)));
        return Unsafe.BitCast<Vector512<float>, V>(Avx512F.Scale(twice, wide - fraction - Vector512<float>.One));
    }

    /// <summary><c>2 * 2^f</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TwicePower(V f)
    {
        var p = S.MultiplyAdd(f, S.All(2 * 0.001326472722279046), S.All(2 * 0.009671512667633752));
        p = S.MultiplyAdd(p, f, S.All(2 * 0.05550733743445653));
        p = S.MultiplyAdd(p, f, S.All(2 * 0.24022242084947856));
        p = S.MultiplyAdd(p, f, S.All(2 * 0.6931469775989029));
        return S.MultiplyAdd(p, f, S.All(2));
    }
}
