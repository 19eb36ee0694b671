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
internal readonly struct PreciseExponential<S, V, U> : INaturalExponential<PreciseExponential<S, V, U>, V>
    where S : ILanes<V, U>
    where V : unmanaged
    where U : unmanaged
{
    private const double Least = -87.5;
    private const double Most = 89;
    private const double Log2E = 1.4426950408889634;
    private const double Rounding = 1.5 * (1 << 23) + 126;

    private readonly V _least = S.All(Least);
    private readonly V _most = S.All(Most);
    private readonly V _log2E = S.All(Log2E);
    private readonly V _rounding = S.All(Rounding);
    private readonly V _roundingNear = S.All(1.5 * (1 << 23) - 1);
    private readonly TwicePower<S, V, U> _twicePower = new();

    public PreciseExponential()
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V x)
    {
        x = S.AtLeast(S.AtMost(x, S.All(Most)), S.All(Least));
        V rounding = S.All(Rounding), log2E = S.All(Log2E);
        var rounded = S.MultiplyAdd(x, log2E, rounding);
        var fraction = S.MultiplyAdd(x, log2E, S.Subtract(rounding, rounded));
        return S.Multiply(TwicePower<S, V, U>.Power(fraction), S.AsNumbers(S.ShiftLeft(S.AsBits(rounded), 23)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static PreciseExponential<S, V, U> Make() => new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of(V x)
    {
        x = S.AtLeast(S.AtMost(x, _most), _least);
        var rounded = S.MultiplyAdd(x, _log2E, _rounding);
        var fraction = S.MultiplyAdd(x, _log2E, S.Subtract(_rounding, rounded));
        return S.Multiply(_twicePower.Of(fraction), S.AsNumbers(S.ShiftLeft(S.AsBits(rounded), 23)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V OfNear(V x)
    {
        var rounded = S.MultiplyAdd(x, _log2E, _roundingNear);
        var fraction = S.MultiplyAdd(x, _log2E, S.Subtract(_roundingNear, rounded));
        return S.AsNumbers(S.Add(S.AsBits(_twicePower.Of(fraction)), S.ShiftLeft(S.AsBits(rounded), 23)));
    }
}
