namespace LossDsl;

/// <summary><c>tanh(x)</c>, with the constants that it takes: for the same reasons as <see cref="IExponential{TSelf, TVector}"/> a value.</summary>
/// <typeparam name="TSelf">The hyperbolic tangent.</typeparam>
/// <typeparam name="TVector">The vector of numbers.</typeparam>
internal interface ITanh<TSelf, TVector>
    where TSelf : struct, ITanh<TSelf, TVector>
    where TVector : unmanaged
{
    /// <summary>Makes it.</summary>
    static abstract TSelf Create();

    /// <summary><c>tanh(x)</c>: 1 and -1 for the infinities, NaN for NaN.</summary>
    TVector Evaluate(TVector x);
}
