using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl;

/// <summary>The exponential in float32.</summary>
/// <remarks>
/// <code>
/// e^x = 2^t = 2^n * 2^f      t = x * log2(e),  n = t rounded,  f = t - n in [-1/2, 1/2]
/// </code>
/// <c>2^f</c> is a polynomial of degree 5 (minimax, relative error 9.2e-8, exactly 1 at 0). <c>2^n</c> comes from adding
/// <c>2²³ + 127</c> to <c>t</c>: at that size the last bit of a float32 is worth 1, so the addition rounds to the nearest
/// integer and leaves <c>n + 127</c>, the exponent of <c>2^n</c>, in the lowest bits; a shift puts it in place. From
/// <c>n = -127</c> on the result is exactly 0. AVX-512 has instructions for both parts.
/// </remarks>
internal static class Exponential<S, V, U>
    where S : ILanes<V, U>
    where V : unmanaged
    where U : unmanaged
{
    private const double Log2E = 1.4426950408889634;
    private const double Rounder = (1 << 23) + 127;

    /// <summary>e to the power of each number, for numbers below 88.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of(V x)
    {
        var t = S.Multiply(x, S.All(Log2E));
        if (typeof(V) == typeof(Vector512<float>) && Avx512DQ.IsSupported)
            return Wide(t);

        t = S.AtLeast(t, S.All(-127));
        var shifted = S.Add(t, S.All(Rounder));
        var fraction = S.Subtract(t, S.Subtract(shifted, S.All(Rounder)));
        return S.Multiply(Power(fraction), S.AsNumbers(S.ShiftLeft(S.AsBits(shifted), 23)));
    }

    /// <summary>The same for any number: the square of the root, which overflows where the whole does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfAny(V x)
    {
        var (half, most) = (S.Multiply(x, S.All(0.5)), S.All(50));
        var root = Of(S.Select(S.Greater(half, most), most, half));
        return S.Multiply(root, root);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Wide(V t)
    {
        // Both round to nearest, ties to even; of an infinity the fraction is 0, and scaling by 2^-inf gives exact 0.
        const byte Nearest = 0;
        var wide = Unsafe.BitCast<V, Vector512<float>>(t);
        var fraction = Unsafe.BitCast<Vector512<float>, V>(Avx512DQ.Reduce(wide, Nearest));
        var power = Unsafe.BitCast<V, Vector512<float>>(Power(fraction));
        return Unsafe.BitCast<Vector512<float>, V>(Avx512F.Scale(power, Avx512F.RoundScale(wide, Nearest)));
    }

    /// <summary><c>2^f</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Power(V f)
    {
        var p = S.MultiplyAdd(f, S.All(0.0013264742572898205), S.All(0.009671517999287258));
        p = S.MultiplyAdd(p, f, S.All(0.05550733755890903));
        p = S.MultiplyAdd(p, f, S.All(0.240222420040974));
        p = S.MultiplyAdd(p, f, S.All(0.6931469775592802));
        return S.MultiplyAdd(p, f, S.All(1));
    }
}
