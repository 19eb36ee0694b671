namespace LossDsl.Kernels.Tests.Formulas;

/// <summary>A function of terms, with its definition in float64.</summary>
/// <param name="Name">The name.</param>
/// <param name="Function">The function of terms.</param>
/// <param name="Exact">The function in float64, with an error of about a unit in the last place.</param>
/// <param name="Single">The error bound in float32, in units in the last place.</param>
/// <param name="Double">The error bound in float64, compared with <paramref name="Exact"/>.</param>
internal sealed record TermFunction(
    string Name, TokenFunction Function, Func<double, double, double, double> IsExact, double Single = 0.5001, double Double = 0)
{
    // The exponential in float32 rounds its argument: the additional error per unit of the argument, with and without FMA.
    private static readonly double PerDistance = Lanes256.IsFused ? 0.24 : 1.5;

    /// <summary>Whether the error in float32 grows with the argument, as that of the exponential does.</summary>
    public bool Grows { get; init; }

    /// <summary>The error bound in units in the last place.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="isWide">Whether in float64.</param>
    public double Bound(double x, bool isWide) => isWide ? Double : Single + (Grows ? Math.Abs(x) * PerDistance : 0);
}
