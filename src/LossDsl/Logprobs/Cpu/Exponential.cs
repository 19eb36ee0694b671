using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl;

/// <summary>The exponential in float32, over its whole range: it overflows to infinity, and below e^-88 it is exactly 0.</summary>
/// <remarks>
/// <code>
/// e^x = 2^t = 2^n * 2^f      t = x * log2(e),  n = floor(t),  f = t - n in [0, 1]
/// </code>
/// <c>2^f</c> is a polynomial of degree 5 (minimax, relative error 8.2e-8, exactly 1 at 0). <c>2^n</c> comes from adding
/// <c>2²³ + 127</c> to <c>n</c>: at that size the last bit of a float32 is worth 1, so the sum has <c>n + 127</c>, the
/// exponent of <c>2^n</c>, in its lowest bits, and a shift puts it in place: 0 from -127 down, infinity from 128 up.
/// AVX-512 has instructions for both parts.
/// </remarks>
internal static class Exponential<S, V, U>
    where S : ILanes<V, U>
    where V : unmanaged
    where U : unmanaged
{
    private const double Log2E = 1.4426950408889634;

    /// <summary>e to the power of each number; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x)
    {
        var t = S.Multiply(x, S.All(Log2E));
        if (typeof(V) == typeof(Vector512<float>) && Avx512DQ.IsSupported)
            return Wide(t);

        t = S.AtMost(S.AtLeast(t, S.All(-127)), S.All(128));
        var whole = S.Floor(t);
        var scale = S.AsNumbers(S.ShiftLeft(S.AsBits(S.Add(whole, S.All((1 << 23) + 127))), 23));
        return S.Multiply(Power(S.Subtract(t, whole)), scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Wide(V t)
    {
        // The rest after rounding down; of an infinity it is 0. Scaling rounds down by itself, and by 2^-inf gives exact 0.
        const byte Down = 1;
        var wide = Unsafe.BitCast<V, Vector512<float>>(t);
        var fraction = Unsafe.BitCast<Vector512<float>, V>(Avx512DQ.Reduce(wide, Down));
        return Unsafe.BitCast<Vector512<float>, V>(Avx512F.Scale(Unsafe.BitCast<V, Vector512<float>>(Power(fraction)), wide));
    }

    /// <summary><c>2^f</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Power(V f)
    {
        var p = S.MultiplyAdd(f, S.All(0.001867146173197182), S.All(0.009016996144768688));
        p = S.MultiplyAdd(p, f, S.All(0.055799937627470084));
        p = S.MultiplyAdd(p, f, S.All(0.24016444339154022));
        p = S.MultiplyAdd(p, f, S.All(0.6931513123657721));
        return S.MultiplyAdd(p, f, S.All(1));
    }
}
