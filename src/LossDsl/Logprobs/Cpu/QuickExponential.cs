using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossDsl;

/// <summary>The exponential for sums of many, in as few instructions as it takes: relative error below 6e-7.</summary>
/// <remarks>
/// <code>
/// e^(x-r) = 2^((f - ρ)/4) * 2^(j/4) * 2^n       t = 4 * x * log2(e),       f = t - round(t)  in [-1/2, 1/2]
///                                               R = 4 * r * log2(e),       ρ = R - round(R)
///                                               4n + j = round(t) - round(R),  j in 0..3
/// </code>
/// A whole number comes from adding <c>1.5 * 2²³</c>: at that size the last bit of a float32 is worth 1, so the sum is
/// rounded to a whole number, and its lowest bits are that number. <c>round(R)</c> is taken off that constant, so the
/// reference costs nothing, and as <c>f</c> is rounded but once (a fused multiplication and addition), logits of 1e4
/// lose nothing. <c>log2(e)</c> is what float32 makes of it, in R as in t: what that is wrong by counts for the distance
/// <c>x - r</c> alone. <c>2^(f/4)</c> is a polynomial of degree 3 (minimax, 2.9e-7), over its value at ρ.
/// <para>
/// Shifted by 21 the bits are <c>n</c> in the exponent, and <c>j</c> in the two places below, which the table of the four
/// <c>2^(j/4)</c> takes off again. At the least x all bits cancel: exactly 0. Between that and 87.3 below the reference
/// the result is some number below 1.2e-38; from 88.6 above it is infinity.
/// </para>
/// </remarks>
internal readonly struct QuickExponential<S, V, U> : IExponential<QuickExponential<S, V, U>, V>
    where S : IVectorLanes<V, U>
    where V : unmanaged
    where U : unmanaged
{
    private const double Scale = (float)(4 * 1.4426950408889634);
    private const double Cubic = 0.0008669262139697933, Square = 0.015023544630877834;
    private const double Linear = 0.17328690699812924, Constant = 0.9999997072679834;

    private readonly V _least, _most, _scale, _rounding, _cubic, _square, _linear, _constant, _quarters;

    private QuickExponential(double reference)
    {
        var whole = Math.Round(reference * Scale);
        // Where t is a whole number, so that it is rounded to no other: n is -127 and 128 there, and j is 0.
        (_least, _most) = (S.All((whole - 4 * 127) / Scale), S.All((whole + 4 * 128) / Scale));
        (_scale, _rounding) = (S.All(Scale), S.All(1.5 * (1 << 23) - whole));
        var f = reference * Scale - whole;
        var by = 1 / (((Cubic * f + Square) * f + Linear) * f + Constant);
        (_cubic, _square, _linear, _constant) = (S.All(Cubic * by), S.All(Square * by), S.All(Linear * by), S.All(Constant * by));
        var powers = Vector128.Create(1, 1.1892071150027210f, 1.4142135623730951f, 1.6817928305074290f).AsUInt32();
        _quarters = S.Repeat((powers - (Vector128.Create(0u, 1, 2, 3) << 21)).AsSingle());
        Unit = S.Largest(End(Begin(S.All(reference))));
    }

    public double Unit { get; }

    // The constant stays where the last bit is worth 1.
    public static bool Reaches(double reference) => S.IsFused && Math.Abs(reference * Scale) < 1 << 21;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static QuickExponential<S, V, U> From(double reference) => new(reference);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (V Fraction, V Power) Begin(V x) => BeginBelow(S.AtMost(x, _most));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (V Fraction, V Power) BeginBelow(V x)
    {
        x = S.AtLeast(x, _least);
        var rounded = S.MultiplyAdd(x, _scale, _rounding);
        var fraction = S.MultiplyAdd(x, _scale, S.Subtract(_rounding, rounded));
        var whole = S.AsBits(rounded);
        var power = S.Add(S.ShiftLeft(whole, 21), S.AsBits(S.Lookup(_quarters, whole)));
        return (fraction, S.AsNumbers(power));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V End((V Fraction, V Power) begun) => S.Multiply(Polynomial(begun.Fraction), begun.Power);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V End((V Fraction, V Power) begun, V sum) => S.MultiplyAdd(Polynomial(begun.Fraction), begun.Power, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Polynomial(V f) => S.MultiplyAdd(S.MultiplyAdd(S.MultiplyAdd(f, _cubic, _square), f, _linear), f, _constant);
}
