using System.Numerics;

namespace LossDsl;

/// <summary><see cref="Math.Exp"/>, in float64, for scalars.</summary>
internal readonly struct PlatformExponential<T> : IExponential<PlatformExponential<T>, T>, INaturalExponential<PlatformExponential<T>, T>
    where T : unmanaged, INumber<T>
{
    private readonly double _reference;

    private PlatformExponential(double reference) => _reference = reference;

    public double Unit => 1;

    public static bool Supports(double reference) => true;

    public static PlatformExponential<T> From(double reference) => new(reference);

    public static PlatformExponential<T> Create() => new(0);

    public static T Exp(T x) => T.CreateTruncating(Math.Exp(double.CreateTruncating(x)));

    public T Evaluate(T x) => Begin(x).Fraction;

    public T EvaluateNear(T x) => Evaluate(x);

    public (T Fraction, T Power) Begin(T x) => (T.CreateTruncating(Math.Exp(double.CreateTruncating(x) - _reference)), T.One);

    public (T Fraction, T Power) BeginBounded(T x) => Begin(x);

    public T End((T Fraction, T Power) begun) => begun.Fraction;

    public T End((T Fraction, T Power) begun, T sum) => sum + begun.Fraction;
}
