using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>
/// The exponential for sums of many terms, in few instructions, for any vector width (<see cref="Avx512Exponential"/> needs fewer). Its
/// relative error is below <c>8.3e-7 + 1.4e-8 * |x - reference|</c>.
/// </summary>
/// <remarks>
/// <code>
/// e^(x-r) = 2^((f - ρ)/4) * 2^(j/4) * 2^n       t = 4 * x * log2(e),       f = t - round(t)  in [-1/2, 1/2]
///                                               R = 4 * r * log2(e),       ρ = R - round(R)
///                                               4*n + j = round(t) - round(R),  j in 0..3
/// </code>
/// Adding <c>1.5 * 2²³</c> rounds to an integer: the last bit of a float32 of that size is worth 1, so the sum is
/// rounded to an integer, which is in its lowest bits. <c>round(R)</c> is subtracted from that constant in advance, so the
/// reference costs no instruction. <c>2^(f/4)</c> is a minimax polynomial of degree 3 (error 2.9e-7), divided by its value at ρ.
/// <para>
/// Shifted left, these bits have <c>n</c> in the exponent field and <c>j</c> in the bits below it. The table of
/// <c>2^(j/4)</c> has <c>j</c> subtracted from its entries at those bits. At the smallest x all bits cancel: the result is exactly 0.
/// Between there and 87.3 below the reference the result is some number below 1.2e-38; from 88.6 above the reference it is infinity.
/// </para>
/// <para>
/// The error bound is the sum of: the error of the polynomial twice, at f and at ρ; four roundings of 2⁻²⁴ = 6e-8 each (constant,
/// polynomial, table entry, product); and the rounding of <c>log2(e)</c> to float32. The latter has a relative error of 1.35e-8 in R and
/// t alike, so it affects only their difference, the distance from the reference. Nothing else grows with the distance:
/// <c>x - r</c> and <c>t</c> are never rounded themselves, because the fused multiply-add rounds only <c>f</c>, to 2⁻²⁶. Logits of 1e4
/// therefore lose no accuracy.
/// </para>
/// </remarks>
internal readonly struct FastExponential<TLanes, TVector, TBits> : IExponential<FastExponential<TLanes, TVector, TBits>, TVector>
    where TLanes : IVectorLanes<TVector, TBits>
    where TVector : unmanaged
    where TBits : unmanaged
{
    private const int Entries = 4;

    // The number of float32 bits below those of j.
    private const int Below = 23 - 2;

    private static readonly TVector Powers = MakePowers();

    private readonly TVector _least, _most, _scale, _rounding, _cubic, _square, _linear, _constant, _powers;

    private FastExponential(double reference)
    {
        var whole = Math.Round(reference * Scale);
        // Bounds at which t is an integer and is not rounded to another one: n is -127 and 128 there, and j is 0.
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

    // Up to here, the rounding constant keeps a last bit that is worth 1.
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
