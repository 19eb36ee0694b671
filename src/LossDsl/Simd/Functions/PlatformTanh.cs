namespace LossDsl;

/// <summary><see cref="Math.Tanh"/>, in float64, for scalars.</summary>
internal readonly struct PlatformTanh : ITanh<PlatformTanh, double>
{
    public static PlatformTanh Create() => new();

    public double Evaluate(double x) => Math.Tanh(x);
}
