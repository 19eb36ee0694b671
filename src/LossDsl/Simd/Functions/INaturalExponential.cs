namespace LossDsl;

/// <summary><c>e^x</c>, with its constants in fields, for the reasons given at <see cref="IExponential{TSelf, TVector}"/>.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
/// <typeparam name="TVector">The vector type.</typeparam>
internal interface INaturalExponential<TSelf, TVector>
    where TSelf : struct, INaturalExponential<TSelf, TVector>
    where TVector : unmanaged
{
    /// <summary><c>e^x</c> for loops with too many other constants to keep these in registers.</summary>
    static abstract TVector Exp(TVector x);

    static abstract TSelf Create();

    /// <summary><c>e^x</c>: 0 for -inf, infinity on overflow, NaN for NaN.</summary>
    TVector Evaluate(TVector x);

    /// <summary><c>e^x</c> for x in [-80, 80], with fewer instructions.</summary>
    TVector EvaluateNear(TVector x);
}
