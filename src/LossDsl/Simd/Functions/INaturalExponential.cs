namespace LossDsl;

/// <summary><c>e^x</c>, with the constants that it takes: for the same reasons as <see cref="IExponential{TSelf, TVector}"/> a value.</summary>
/// <typeparam name="TSelf">The exponential.</typeparam>
/// <typeparam name="TVector">The vector of numbers.</typeparam>
internal interface INaturalExponential<TSelf, TVector>
    where TSelf : struct, INaturalExponential<TSelf, TVector>
    where TVector : unmanaged
{
    /// <summary><c>e^x</c>, where a loop has too many other constants to keep these in registers.</summary>
    static abstract TVector Exp(TVector x);

    /// <summary>Makes it.</summary>
    static abstract TSelf Create();

    /// <summary><c>e^x</c>: 0 for -inf, infinity where it overflows, NaN for NaN.</summary>
    TVector Evaluate(TVector x);

    /// <summary>The same for x in [-80, 80], for less.</summary>
    TVector EvaluateNear(TVector x);
}
