using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The exponential for results whose differences matter: relative error below 1.1e-7, exact at 0.</summary>
/// <remarks>
/// <code>
/// e^x = 2 * 2^f * 2^(n-1)      n = round(x * log2(e)),  f = x * log2(e) - n in [-1/2, 1/2]
/// </code>
/// <c>2 * 2^f</c> is a polynomial of degree 5 (<see cref="Exp2Polynomial{TLanes, TVector, TBits}"/>). <c>n</c> is computed as in
/// <see cref="FastExponential{TLanes, TVector, TBits}"/>, with <c>126</c> added to it: a shift then moves it into the exponent field of
/// <c>2^(n-1)</c>. Below -87 the result is exactly 0.
/// </remarks>
internal readonly struct PreciseExponential<TLanes, TVector, TBits> : INaturalExponential<PreciseExponential<TLanes, TVector, TBits>, TVector>
    where TLanes : ILanes<TVector, TBits>
    where TVector : unmanaged
    where TBits : unmanaged
{
    private const double Least = -87.5;
    private const double Most = 89;
    private const double Log2E = 1.4426950408889634;
    private const double Rounding = 1.5 * (1 << 23) + 126;

    private readonly TVector _least = TLanes.Broadcast(Least);
    private readonly TVector _most = TLanes.Broadcast(Most);
    private readonly TVector _log2E = TLanes.Broadcast(Log2E);
    private readonly TVector _rounding = TLanes.Broadcast(Rounding);
    private readonly TVector _roundingNear = TLanes.Broadcast(1.5 * (1 << 23) - 1);
    private readonly Exp2Polynomial<TLanes, TVector, TBits> _twicePower = new();

    public PreciseExponential()
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp(TVector x)
    {
        x = TLanes.ClampMin(TLanes.ClampMax(x, TLanes.Broadcast(Most)), TLanes.Broadcast(Least));
        TVector rounding = TLanes.Broadcast(Rounding), log2E = TLanes.Broadcast(Log2E);
        var rounded = TLanes.MultiplyAdd(x, log2E, rounding);
        var fraction = TLanes.MultiplyAdd(x, log2E, TLanes.Subtract(rounding, rounded));
        return TLanes.Multiply(Exp2Polynomial<TLanes, TVector, TBits>.Power(fraction), TLanes.AsFloats(TLanes.ShiftLeft(TLanes.AsBits(rounded), 23)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static PreciseExponential<TLanes, TVector, TBits> Create() => new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Evaluate(TVector x)
    {
        x = TLanes.ClampMin(TLanes.ClampMax(x, _most), _least);
        var rounded = TLanes.MultiplyAdd(x, _log2E, _rounding);
        var fraction = TLanes.MultiplyAdd(x, _log2E, TLanes.Subtract(_rounding, rounded));
        return TLanes.Multiply(_twicePower.Evaluate(fraction), TLanes.AsFloats(TLanes.ShiftLeft(TLanes.AsBits(rounded), 23)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector EvaluateNear(TVector x)
    {
        var rounded = TLanes.MultiplyAdd(x, _log2E, _roundingNear);
        var fraction = TLanes.MultiplyAdd(x, _log2E, TLanes.Subtract(_roundingNear, rounded));
        return TLanes.AsFloats(TLanes.Add(TLanes.AsBits(_twicePower.Evaluate(fraction)), TLanes.ShiftLeft(TLanes.AsBits(rounded), 23)));
    }
}
