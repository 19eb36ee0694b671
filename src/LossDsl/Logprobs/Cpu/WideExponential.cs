using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl;

/// <summary>The exponential with the two instructions that AVX-512 has for it: relative error below 1.1e-7, exact at 0.</summary>
/// <remarks>
/// <code>
/// e^x = 2 * 2^f * 2^(n-1)      f = t - round(t),  n = t - f,  t = x * log2(e)
/// </code>
/// One takes the fraction after rounding, which of an infinity is 0; the other multiplies by a power of two: by 2^-inf that is 0.
/// </remarks>
internal readonly struct WideExponential : IExponential<WideExponential, Vector512<float>>
{
    // Round to nearest, no further binary places.
    private const byte Nearby = 0;

    private readonly Vector512<float> _minusReference, _log2E, _one;
    private readonly TwicePower<Lanes512, Vector512<float>, Vector512<uint>> _twicePower;

    private WideExponential(double reference)
    {
        (_minusReference, _log2E) = (Vector512.Create((float)-reference), Vector512.Create(1.442695041f));
        _one = Vector512<float>.One;
        // What float32 does not hold of the reference goes into the polynomial.
        _twicePower = new(Math.Exp((float)reference - reference));
    }

    public double Unit => 1;

    public static bool Reaches(double reference) => true;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static WideExponential From(double reference) => new(reference);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector512<float> Fraction, Vector512<float> Power) Begin(Vector512<float> x)
    {
        var t = (x + _minusReference) * _log2E;
        var fraction = Avx512DQ.Reduce(t, Nearby);
        return (fraction, t - fraction - _one);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector512<float> Fraction, Vector512<float> Power) BeginBelow(Vector512<float> x) => Begin(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> End((Vector512<float> Fraction, Vector512<float> Power) begun) =>
        Avx512F.Scale(_twicePower.Of(begun.Fraction), begun.Power);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> End((Vector512<float> Fraction, Vector512<float> Power) begun, Vector512<float> sum) => sum + End(begun);
}
