using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The exponential for numbers that differences are taken of: relative error below 1.1e-7, exact at 0.</summary>
/// <remarks>
/// <code>
/// e^x = 2 * 2^f * 2^(n-1)      n = round(x * log2(e)),  f = x * log2(e) - n in [-1/2, 1/2]
/// </code>
/// <c>2 * 2^f</c> is a polynomial of degree 5 (<see cref="TwicePower{S, V, U}"/>). <c>n</c> comes as in
/// <see cref="QuickExponential{S, V, U}"/>; with <c>126</c> added as well it is the exponent of <c>2^(n-1)</c>, and a
/// shift puts it in place. Below -87 the result is exactly 0.
/// </remarks>
internal readonly struct PreciseExponential<S, V, U> : IExponential<PreciseExponential<S, V, U>, V>
    where S : ILanes<V, U>
    where V : unmanaged
    where U : unmanaged
{
    private const double Log2E = 1.4426950408889634;

    private readonly V _minusReference, _least, _most, _scale, _rounding;
    private readonly TwicePower<S, V, U> _twicePower;

    private PreciseExponential(double reference)
    {
        _minusReference = S.All(-reference);
        (_least, _most) = (S.All(-87.5), S.All(89));
        (_scale, _rounding) = (S.All(Log2E), S.All(1.5 * (1 << 23) + 126));
        // What float32 does not hold of the reference goes into the polynomial.
        _twicePower = new(Math.Exp((float)reference - reference));
    }

    public double Unit => 1;

    public static bool Reaches(double reference) => true;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static PreciseExponential<S, V, U> From(double reference) => new(reference);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (V Fraction, V Power) Begin(V x) => Split(S.AtMost(S.Add(x, _minusReference), _most));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (V Fraction, V Power) BeginBelow(V x) => Split(S.Add(x, _minusReference));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V End((V Fraction, V Power) begun) => S.Multiply(_twicePower.Of(begun.Fraction), begun.Power);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V End((V Fraction, V Power) begun, V sum) => S.MultiplyAdd(_twicePower.Of(begun.Fraction), begun.Power, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (V Fraction, V Power) Split(V x)
    {
        x = S.AtLeast(x, _least);
        var rounded = S.MultiplyAdd(x, _scale, _rounding);
        var fraction = S.MultiplyAdd(x, _scale, S.Subtract(_rounding, rounded));
        return (fraction, S.AsNumbers(S.ShiftLeft(S.AsBits(rounded), 23)));
    }
}
