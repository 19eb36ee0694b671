using System.Globalization;

namespace LossDsl;

/// <summary>What is done to the logits of an output layer: a factor, then a softcap, then a temperature.</summary>
/// <remarks>
/// <code>
/// y = softcap(scale * x) / temperature        softcap(z) = c * tanh(z / c), or z without one
/// </code>
/// </remarks>
/// <param name="Scale">The factor.</param>
/// <param name="Softcap"><c>c</c>; null for none.</param>
/// <param name="Temperature">The temperature.</param>
internal sealed record LogitTransform(double Scale, double? Softcap, double Temperature)
{
    // Quotients of two such numbers are ordinary numbers of float32.
    private const double Least = 1e-18;
    private const double Most = 1e18;

    /// <summary>What it multiplies logits with; with a softcap small ones alone.</summary>
    public double Factor => Scale / Temperature;

    /// <summary>The curve of the softcap, with the factors before and after it; null without one.</summary>
    public SoftcapCurve? Curve => Softcap is { } bound ? new SoftcapCurve(Scale / bound, bound / Temperature) : null;

    /// <summary>The number, where an option can have it.</summary>
    /// <param name="value">The number.</param>
    /// <param name="option">The name of the option.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite, not positive, or float32 cannot compute with it.</exception>
    public static double Valid(double value, string option)
    {
        if (value is >= Least and <= Most)
            return value;
        var wayOut = option == nameof(HiddenStates.LogitSoftcap) ? "leave it null for no softcap" : "leave it at 1 for no effect";
        throw new ArgumentOutOfRangeException(option, string.Create(
            CultureInfo.InvariantCulture, $"expected a finite number above 0, from {Least} to {Most}, got {value}; {wayOut}"));
    }

    /// <summary>Transforms logits of any type; a graph is recorded.</summary>
    /// <param name="logits">Logits. Any shape.</param>
    /// <returns>The result, rounded once to the type of the logits.</returns>
    public Tensor Apply(Tensor logits)
    {
        if (Curve is null && Factor == 1)
            return logits;
        using var scope = NewDisposeScope();
        using var factor = Factor.ToScalar();
        var wide = DTypeExtensions.IsHalf(logits.dtype) ? logits.to(float32) : logits;
        return (Curve?.Apply(wide) ?? wide * factor).to(logits.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Transforms logits where they are. No graph is recorded.</summary>
    /// <param name="logits">The logits, in the type to compute in. Shape <c>[N, V]</c>.</param>
    public void ApplyInPlace(Tensor logits)
    {
        using var factor = Factor.ToScalar();
        if (Curve is { } curve)
            curve.ApplyInPlace(logits);
        else if (Factor != 1)
            logits.mul_(factor);
    }
}
