namespace LossDsl;

/// <summary><c>tanh(x)</c>, with the constants that it takes: for the same reasons as <see cref="IExponential{TSelf, V}"/> a value.</summary>
/// <typeparam name="TSelf">The hyperbolic tangent.</typeparam>
/// <typeparam name="V">The vector of numbers.</typeparam>
internal interface IHyperbolicTangent<TSelf, V>
    where TSelf : struct, IHyperbolicTangent<TSelf, V>
    where V : unmanaged
{
    /// <summary>Makes it.</summary>
    static abstract TSelf Make();

    /// <summary><c>tanh(x)</c>: 1 and -1 for the infinities, NaN for NaN.</summary>
    V Of(V x);
}
