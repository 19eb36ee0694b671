namespace LossDsl;

/// <summary>The platform's own hyperbolic tangent in float64.</summary>
internal readonly struct PlatformTangent : IHyperbolicTangent<PlatformTangent, double>
{
    public static PlatformTangent Make() => new();

    public double Of(double x) => Math.Tanh(x);
}
