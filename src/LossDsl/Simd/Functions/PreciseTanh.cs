using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The hyperbolic tangent in float32: relative error below 4e-7, exact at 0.</summary>
/// <remarks>
/// <code>
/// tanh(x) = x + x³ * P(x²)                      |x| below 0.55
/// tanh(x) = sign(x) * (1 - 2 / (e^(2|x|) + 1))  elsewhere
/// </code>
/// <c>P</c> is a minimax polynomial of degree 4 (relative error of tanh 1.1e-9). The second form would suffer from cancellation near 0.
/// </remarks>
internal readonly struct PreciseTanh<TExp, TLanes, TVector> : ITanh<PreciseTanh<TExp, TLanes, TVector>, TVector>
    where TExp : struct, INaturalExponential<TExp, TVector>
    where TLanes : IArithmetic<TVector>
    where TVector : unmanaged
{
    private readonly TVector _4 = TLanes.Broadcast(-0.006274241186912375);
    private readonly TVector _3 = TLanes.Broadcast(0.021071680702967912);
    private readonly TVector _2 = TLanes.Broadcast(-0.05385231047433555);
    private readonly TVector _1 = TLanes.Broadcast(0.13332586146585534);
    private readonly TVector _0 = TLanes.Broadcast(-0.3333331756011367);
    private readonly TVector _near = TLanes.Broadcast(0.55);
    private readonly TVector _one = TLanes.Broadcast(1);
    private readonly TVector _two = TLanes.Broadcast(2);
    private readonly TVector _zero = TLanes.Broadcast(0);
    private readonly TExp _exponential = TExp.Create();

    public PreciseTanh()
    {
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static PreciseTanh<TExp, TLanes, TVector> Create() => new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Evaluate(TVector x)
    {
        var square = TLanes.Multiply(x, x);
        var p = TLanes.MultiplyAdd(TLanes.MultiplyAdd(TLanes.MultiplyAdd(TLanes.MultiplyAdd(square, _4, _3), square, _2), square, _1), square, _0);
        var near = TLanes.MultiplyAdd(TLanes.Multiply(square, p), x, x);

        var magnitude = TLanes.Abs(x);
        var power = _exponential.Evaluate(TLanes.Add(magnitude, magnitude));
        var far = TLanes.Subtract(_one, TLanes.Divide(_two, TLanes.Add(power, _one)));
        var signed = TLanes.Select(TLanes.Greater(_zero, x), TLanes.Subtract(_zero, far), far);
        return TLanes.Select(TLanes.Greater(_near, magnitude), near, signed);
    }
}
