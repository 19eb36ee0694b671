namespace LossDsl;

/// <summary>The platform's own hyperbolic tangent in float64.</summary>
internal readonly struct PlatformTanh : ITanh<PlatformTanh, double>
{
    public static PlatformTanh Create() => new();

    public double Evaluate(double x) => Math.Tanh(x);
}
