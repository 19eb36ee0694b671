namespace LossDsl;

/// <summary><c>e^x</c>, with the constants that it takes: for the same reasons as <see cref="IExponential{TSelf, V}"/> a value.</summary>
/// <typeparam name="TSelf">The exponential.</typeparam>
/// <typeparam name="V">The vector of numbers.</typeparam>
internal interface INaturalExponential<TSelf, V>
    where TSelf : struct, INaturalExponential<TSelf, V>
    where V : unmanaged
{
    /// <summary><c>e^x</c>, where a loop has too many other constants to keep these in registers.</summary>
    static abstract V Exp(V x);

    /// <summary>Makes it.</summary>
    static abstract TSelf Make();

    /// <summary><c>e^x</c>: 0 for -inf, infinity where it overflows, NaN for NaN.</summary>
    V Of(V x);

    /// <summary>The same for x in [-80, 80], for less.</summary>
    V OfNear(V x);
}
