using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>
/// The exponential for sums of many, in as few instructions as it takes, for any width of vector
/// (<see cref="Avx512Exponential"/> takes fewer). Its relative error is below <c>8.3e-7 + 1.4e-8 * |x - reference|</c>.
/// </summary>
/// <remarks>
/// <code>
/// e^(x-r) = 2^((f - ρ)/4) * 2^(j/4) * 2^n       t = 4 * x * log2(e),       f = t - round(t)  in [-1/2, 1/2]
///                                               R = 4 * r * log2(e),       ρ = R - round(R)
///                                               4*n + j = round(t) - round(R),  j in 0..3
/// </code>
/// A whole number comes from adding <c>1.5 * 2²³</c>: at that size the last bit of a float32 is worth 1, so the sum is
/// rounded to a whole number, and its lowest bits are that number. <c>round(R)</c> is taken off that constant, so the
/// reference costs nothing. <c>2^(f/4)</c> is a minimax polynomial of degree 3 (2.9e-7), over its value at ρ.
/// <para>
/// Shifted left the bits are <c>n</c> in the exponent, and <c>j</c> in the places below, which the table of the
/// <c>2^(j/4)</c> takes off again. At the least x all bits cancel: exactly 0. Between that and 87.3 below the reference
/// the result is some number below 1.2e-38; from 88.6 above it is infinity.
/// </para>
/// <para>
/// The bound: the error of the polynomial twice, at f and at ρ; four roundings of 2⁻²⁴ = 6e-8 each, of its constant, of its
/// value, of the entry of the table and of the product; and <c>log2(e)</c>, which is what float32 makes of it. As that is
/// so in R as in t, its relative error of 1.35e-8 counts for the distance alone. Nothing else grows with the distance:
/// <c>x - r</c> and <c>t</c> are never rounded, for a fused multiplication and addition rounds <c>f</c> alone, to 2⁻²⁶. So
/// logits of 1e4 lose nothing.
/// </para>
/// </remarks>
internal readonly struct FastExponential<TLanes, TVector, TBits> : IExponential<FastExponential<TLanes, TVector, TBits>, TVector>
    where TLanes : IVectorLanes<TVector, TBits>
    where TVector : unmanaged
    where TBits : unmanaged
{
    private const int Entries = 4;

    // The bits of a float32 below the place of j.
    private const int Below = 23 - 2;

    private static readonly TVector Powers = MakePowers();

    private readonly TVector _least, _most, _scale, _rounding, _cubic, _square, _linear, _constant, _powers;

    private FastExponential(double reference)
    {
        var whole = Math.Round(reference * Scale);
        // Where t is a whole number, so that it is rounded to no other: n is -127 and 128 there, and j is 0.
        (_least, _most) = (TLanes.Broadcast((whole - Entries * 127) / Scale), TLanes.Broadcast((whole + Entries * 128) / Scale));
        (_scale, _rounding) = (TLanes.Broadcast(Scale), TLanes.Broadcast(1.5 * (1 << 23) - whole));
        var f = reference * Scale - whole;
        var (cubic, square, linear, constant) = Coefficients;
        var by = 1 / (((cubic * f + square) * f + linear) * f + constant);
        (_cubic, _square, _linear, _constant) = (TLanes.Broadcast(cubic * by), TLanes.Broadcast(square * by), TLanes.Broadcast(linear * by), TLanes.Broadcast(constant * by));
        _powers = Powers;
        Unit = TLanes.MaxElement(End(Begin(TLanes.Broadcast(reference))));
    }

    public double Unit { get; }

    private static (double Cubic, double Square, double Linear, double Constant) Coefficients =>
        (0.0008669262139697933, 0.015023544630877834, 0.17328690699812924, 0.9999997072679834);

    private static double Scale => (float)(Entries * 1.4426950408889634);

    // The constant stays where the last bit is worth 1.
    public static bool Supports(double reference) => TLanes.IsFused && Math.Abs(reference * Scale) < 1 << 22;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static FastExponential<TLanes, TVector, TBits> From(double reference) => new(reference);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (TVector Fraction, TVector Power) Begin(TVector x) => BeginBounded(TLanes.ClampMax(x, _most));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (TVector Fraction, TVector Power) BeginBounded(TVector x)
    {
        x = TLanes.ClampMin(x, _least);
        var rounded = TLanes.MultiplyAdd(x, _scale, _rounding);
        var fraction = TLanes.MultiplyAdd(x, _scale, TLanes.Subtract(_rounding, rounded));
        var whole = TLanes.AsBits(rounded);
        var power = TLanes.Add(TLanes.ShiftLeft(whole, Below), TLanes.AsBits(TLanes.Lookup(_powers, whole)));
        return (fraction, TLanes.AsFloats(power));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector End((TVector Fraction, TVector Power) begun) => TLanes.Multiply(Polynomial(begun.Fraction), begun.Power);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector End((TVector Fraction, TVector Power) begun, TVector sum) => TLanes.MultiplyAdd(Polynomial(begun.Fraction), begun.Power, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Polynomial(TVector f) =>
        TLanes.MultiplyAdd(TLanes.MultiplyAdd(TLanes.MultiplyAdd(f, _cubic, _square), f, _linear), f, _constant);

    private static TVector MakePowers()
    {
        Span<float> entries = stackalloc float[Entries];
        for (var j = 0; j < entries.Length; j++)
        {
            var bits = BitConverter.SingleToUInt32Bits((float)Math.Pow(2, (double)j / Entries));
            entries[j] = BitConverter.UInt32BitsToSingle(bits - ((uint)j << Below));
        }

        return TLanes.Table(entries);
    }
}
