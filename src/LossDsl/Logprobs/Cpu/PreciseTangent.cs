using System.Runtime.CompilerServices;

namespace LossDsl;

/// <summary>The hyperbolic tangent in float32: relative error below 4e-7, exact at 0.</summary>
/// <remarks>
/// <code>
/// tanh(x) = x + x³ * P(x²)                      |x| below 0.55
/// tanh(x) = sign(x) * (1 - 2 / (e^(2|x|) + 1))  elsewhere
/// </code>
/// <c>P</c> is a minimax polynomial of degree 4 (relative error of the tangent 1.1e-9): near 0 the second form would be the
/// difference of two numbers that are nearly the same.
/// </remarks>
internal readonly struct PreciseTangent<X, S, V> : IHyperbolicTangent<PreciseTangent<X, S, V>, V>
    where X : struct, INaturalExponential<X, V>
    where S : IArithmetic<V>
    where V : unmanaged
{
    private readonly V _4 = S.All(-0.006274241186912375);
    private readonly V _3 = S.All(0.021071680702967912);
    private readonly V _2 = S.All(-0.05385231047433555);
    private readonly V _1 = S.All(0.13332586146585534);
    private readonly V _0 = S.All(-0.3333331756011367);
    private readonly V _near = S.All(0.55);
    private readonly V _one = S.All(1);
    private readonly V _two = S.All(2);
    private readonly V _zero = S.All(0);
    private readonly X _exponential = X.Make();

    public PreciseTangent()
    {
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static PreciseTangent<X, S, V> Make() => new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of(V x)
    {
        var square = S.Multiply(x, x);
        var p = S.MultiplyAdd(S.MultiplyAdd(S.MultiplyAdd(S.MultiplyAdd(square, _4, _3), square, _2), square, _1), square, _0);
        var near = S.MultiplyAdd(S.Multiply(square, p), x, x);

        var magnitude = S.Magnitude(x);
        var power = _exponential.Of(S.Add(magnitude, magnitude));
        var far = S.Subtract(_one, S.Divide(_two, S.Add(power, _one)));
        var signed = S.Select(S.Greater(_zero, x), S.Subtract(_zero, far), far);
        return S.Select(S.Greater(_near, magnitude), near, signed);
    }
}
