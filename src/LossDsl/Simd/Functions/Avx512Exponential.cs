using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossDsl;

/// <summary>
/// The exponential for sums of many terms, with the AVX-512 instructions for floating-point reduction and scaling. Its relative error is
/// below <c>7.5e-7 + 7.4e-8 * |x - reference|</c>; for references above 45,000 below <c>1.1e-6 + 7.4e-8 * |x - reference|</c>.
/// </summary>
/// <remarks>
/// <code>
/// e^(x-r) = 2^(t - 1/32)     t = log2(e) * x + R,  R = 1/32 - log2(e) * r rounded to float32
///         = 2^(f - 1/32) * 2^(j/16) * 2^n      n = floor(t),  j = floor(16 * (t - n)),  f = t - n - j/16  in [0, 1/16)
/// </code>
/// Eight instructions per vector, none of them for clamping: <c>VREDUCEPS</c> computes f (0 for an infinite t), and <c>VSCALEFPS</c>
/// multiplies the table entry by <c>2^n</c>, with 0 on underflow and for -inf, and infinity on overflow. j is in the lowest
/// bits of <c>t + 1.5 * 2¹⁹</c> rounded down, because the last bit of a float32 of that size is worth 1/16. <c>2^(f - 1/32)</c> is a
/// minimax polynomial of degree 2 (error 4.2e-7). Its error is almost 0 in the middle of the interval, where the reference falls. The
/// polynomial is divided by the result for the reference itself, so that the rounding of R cancels.
/// <para>
/// The error bound is the sum of: the error of the polynomial; its error at the reference, 8e-8, or 4.2e-7 if the rounding of R moves
/// the reference out of the middle; and four roundings of 2⁻²⁴ (constant, polynomial, table entry, product). Two errors grow with the
/// distance from the reference: the rounding of t, 2⁻²⁴ of t, and that of log2(e), 1.35e-8. A number far below the reference is less
/// exact, but contributes little to a sum.
/// </para>
/// </remarks>
internal readonly struct Avx512Exponential : IExponential<Avx512Exponential, Vector512<float>>
{
    private const int Entries = 16;

    private const double Scale = (float)1.4426950408889634;

    private const double Middle = 0.5 / Entries;

    // 2^g for g in [-1/32, 1/32], as a polynomial in f = g + 1/32.
    private const double MinimaxSquare = 0.24021946251759402, MinimaxLinear = 0.6931878313741046, MinimaxConstant = 1.0000000068789654;
    private const double Square = MinimaxSquare;
    private const double Linear = MinimaxLinear - 2 * Middle * MinimaxSquare;
    private const double Constant = MinimaxConstant - Middle * MinimaxLinear + Middle * Middle * MinimaxSquare;

    // Immediate of VREDUCEPS: subtract the number rounded down to 4 fraction bits.
    private const byte RoundDownToEntry = 4 << 4 | 1;

    private static readonly Vector512<float> Powers = MakePowers();

    private readonly Vector512<float> _scale, _offset, _rounding, _square, _linear, _constant, _powers;

    private Avx512Exponential(double reference)
    {
        var offset = (float)(Middle - reference * Scale);
        (_scale, _offset) = (Vector512.Create((float)Scale), Vector512.Create(offset));
        _rounding = Vector512.Create(1.5f * (1 << 19));
        _powers = Powers;
        var atReference = Power(reference * Scale + offset);
        _square = Vector512.Create((float)(Square / atReference));
        _linear = Vector512.Create((float)(Linear / atReference));
        _constant = Vector512.Create((float)(Constant / atReference));
        Unit = Lanes512.MaxElement(End(Begin(Vector512.Create((float)reference))));
    }

    /// <summary>Whether this processor supports the instructions.</summary>
    public static bool IsSupported => Avx512DQ.IsSupported;

    public double Unit { get; }

    // Up to here, R is rounded by at most 1/8.
    public static bool Supports(double reference) => Math.Abs(reference * Scale) < 1 << 21;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Avx512Exponential From(double reference) => new(reference);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector512<float> Fraction, Vector512<float> Power) Begin(Vector512<float> x)
    {
        var t = Vector512.FusedMultiplyAdd(x, _scale, _offset);
        var entry = Avx512F.Add(t, _rounding, FloatRoundingMode.ToNegativeInfinity).AsInt32();
        return (Avx512DQ.Reduce(t, RoundDownToEntry), Avx512F.Scale(Avx512F.PermuteVar16x32(_powers, entry), t));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector512<float> Fraction, Vector512<float> Power) BeginBounded(Vector512<float> x) => Begin(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> End((Vector512<float> Fraction, Vector512<float> Power) begun) => Polynomial(begun.Fraction) * begun.Power;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> End((Vector512<float> Fraction, Vector512<float> Power) begun, Vector512<float> sum) =>
        Vector512.FusedMultiplyAdd(Polynomial(begun.Fraction), begun.Power, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> Polynomial(Vector512<float> f) =>
        Vector512.FusedMultiplyAdd(Vector512.FusedMultiplyAdd(_square, f, _linear), f, _constant);

    // The result of table and polynomial for t.
    private static double Power(double t)
    {
        var steps = Math.Floor(t * Entries);
        var f = t - steps / Entries;
        return ((Square * f + Linear) * f + Constant) * Math.Pow(2, steps / Entries);
    }

    private static Vector512<float> MakePowers()
    {
        Span<float> entries = stackalloc float[Entries];
        for (var j = 0; j < entries.Length; j++)
            entries[j] = (float)Math.Pow(2, (double)j / Entries);
        return Vector512.Create<float>(entries);
    }
}
