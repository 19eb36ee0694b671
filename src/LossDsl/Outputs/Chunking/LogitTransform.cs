using System.Globalization;

namespace LossDsl;

/// <summary>The transform of an output layer's logits: a factor, then a softcap, then a temperature.</summary>
/// <remarks>
/// <code>
/// y = softcap(scale * x) / temperature        softcap(z) = c * tanh(z / c), or z without a softcap
/// </code>
/// </remarks>
/// <param name="Scale">The factor.</param>
/// <param name="Softcap">The bound <c>c</c>; null for no softcap.</param>
/// <param name="Temperature">The temperature.</param>
internal sealed record LogitTransform(double Scale, double? Softcap, double Temperature)
{
    // Within this range, quotients of two settings are normal float32 numbers.
    private const double Least = 1e-18;
    private const double Most = 1e18;

    /// <summary>The factor of the logits; with a softcap, the derivative at 0.</summary>
    public double Factor => Scale / Temperature;

    /// <summary>The softcap, including the factors before and after it; null without a softcap.</summary>
    public SoftcapCurve? Curve => Softcap is { } bound ? new SoftcapCurve(Scale / bound, bound / Temperature) : null;

    /// <summary>Validates the value of an option.</summary>
    /// <param name="value">The value.</param>
    /// <param name="option">The name of the option.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is not finite, not positive, or outside of the range that float32 can compute with.
    /// </exception>
    public static double Valid(double value, string option)
    {
        if (value is >= Least and <= Most)
            return value;
        var wayOut = option == nameof(HiddenStates.LogitSoftcap) ? "leave it null for no softcap" : "leave it at 1 for no effect";
        throw new ArgumentOutOfRangeException(option, string.Create(
            CultureInfo.InvariantCulture, $"expected a finite number above 0, from {Least} to {Most}, got {value}; {wayOut}"));
    }

    /// <summary>Transforms logits of any type, recording an autograd graph.</summary>
    /// <param name="logits">The logits. Any shape.</param>
    /// <returns>The transformed logits, rounded once to the type of the logits.</returns>
    public Tensor Apply(Tensor logits)
    {
        if (Curve is null && Factor == 1)
            return logits;
        using var scope = NewDisposeScope();
        using var factor = Factor.ToScalar();
        var wide = DTypeExtensions.IsHalf(logits.dtype) ? logits.to(float32) : logits;
        return (Curve?.Apply(wide) ?? wide * factor).to(logits.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Transforms logits in place. Records no autograd graph.</summary>
    /// <param name="logits">The logits, in the type of the computation. Shape <c>[N, V]</c>.</param>
    public void ApplyInPlace(Tensor logits)
    {
        using var factor = Factor.ToScalar();
        if (Curve is { } curve)
            curve.ApplyInPlace(logits);
        else if (Factor != 1)
            logits.mul_(factor);
    }
}
