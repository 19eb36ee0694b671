using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary><c>2 * 2^f</c> for f in [-1/2, 1/2]: a polynomial of degree 5 (minimax, relative error 1.1e-7, exact at 0).</summary>
internal readonly struct TwicePower<S, V, U>()
    where S : ILanes<V, U>
    where V : unmanaged
    where U : unmanaged
{
    private const double C5 = 2 * 0.001326472722279046;
    private const double C4 = 2 * 0.009671512667633752;
    private const double C3 = 2 * 0.05550733743445653;
    private const double C2 = 2 * 0.24022242084947856;
    private const double C1 = 2 * 0.6931469775989029;
    private const double C0 = 2;

    private readonly V _5 = S.All(C5);
    private readonly V _4 = S.All(C4);
    private readonly V _3 = S.All(C3);
    private readonly V _2 = S.All(C2);
    private readonly V _1 = S.All(C1);
    private readonly V _0 = S.All(C0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of(V f)
    {
        var p = S.MultiplyAdd(S.MultiplyAdd(S.MultiplyAdd(f, _5, _4), f, _3), f, _2);
        return S.MultiplyAdd(S.MultiplyAdd(p, f, _1), f, _0);
    }

    /// <summary>The same without a value that keeps the constants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Power(V f)
    {
        var p = S.MultiplyAdd(S.MultiplyAdd(S.MultiplyAdd(f, S.All(C5), S.All(C4)), f, S.All(C3)), f, S.All(C2));
        return S.MultiplyAdd(S.MultiplyAdd(p, f, S.All(C1)), f, S.All(C0));
    }
}
