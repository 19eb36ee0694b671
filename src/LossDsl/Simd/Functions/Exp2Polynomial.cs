using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary><c>2 * 2^f</c> for f in [-1/2, 1/2]: a polynomial of degree 5 (minimax, relative error 1.1e-7, exact at 0).</summary>
internal readonly struct Exp2Polynomial<TLanes, TVector, TBits>()
    where TLanes : ILanes<TVector, TBits>
    where TVector : unmanaged
    where TBits : unmanaged
{
    private const double C5 = 2 * 0.001326472722279046;
    private const double C4 = 2 * 0.009671512667633752;
    private const double C3 = 2 * 0.05550733743445653;
    private const double C2 = 2 * 0.24022242084947856;
    private const double C1 = 2 * 0.6931469775989029;
    private const double C0 = 2;

    private readonly TVector _5 = TLanes.Broadcast(C5);
    private readonly TVector _4 = TLanes.Broadcast(C4);
    private readonly TVector _3 = TLanes.Broadcast(C3);
    private readonly TVector _2 = TLanes.Broadcast(C2);
    private readonly TVector _1 = TLanes.Broadcast(C1);
    private readonly TVector _0 = TLanes.Broadcast(C0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Evaluate(TVector f)
    {
        var p = TLanes.MultiplyAdd(TLanes.MultiplyAdd(TLanes.MultiplyAdd(f, _5, _4), f, _3), f, _2);
        return TLanes.MultiplyAdd(TLanes.MultiplyAdd(p, f, _1), f, _0);
    }

    /// <summary>Evaluates the polynomial with constants that are not kept in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Power(TVector f)
    {
        var p = TLanes.MultiplyAdd(TLanes.MultiplyAdd(TLanes.MultiplyAdd(f, TLanes.Broadcast(C5), TLanes.Broadcast(C4)), f, TLanes.Broadcast(C3)), f, TLanes.Broadcast(C2));
        return TLanes.MultiplyAdd(TLanes.MultiplyAdd(p, f, TLanes.Broadcast(C1)), f, TLanes.Broadcast(C0));
    }
}
