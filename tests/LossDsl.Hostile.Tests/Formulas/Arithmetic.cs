namespace LossDsl.Hostile.Tests.Formulas;

/// <summary>
/// Computes in float64 with the range of the type that the loss computes in: what overflows there is infinite here. Results near
/// the limits of the range depend on the order of operations, so they are marked and not compared.
/// </summary>
/// <param name="isWide">Whether the loss computes in float64 instead of float32.</param>
internal sealed class Arithmetic(bool isWide)
{
    /// <summary>The rounding error of an operation.</summary>
    public double Epsilon => isWide ? 2.2e-16 : 1.2e-7;

    /// <summary>Whether the value depends on the order of operations.</summary>
    public bool IsUnclear { get; set; }

    /// <summary>Whether the derivative is ambiguous, because a value is at the boundary of a clip.</summary>
    public bool IsGradientUnclear { get; set; }

    private double Greatest => isWide ? 308 : 38;

    /// <summary>A setting, rounded to the type that the loss computes in.</summary>
    public double Setting(double value) => isWide ? value : (float)value;

    /// <summary><c>exp(x)</c>.</summary>
    public double Exp(double x)
    {
        var (near, beyond) = isWide ? (680, 760) : (80, 110);
        if (Math.Abs(x) > beyond)
            return x > 0 ? double.PositiveInfinity : 0;
        IsUnclear |= Math.Abs(x) > near;
        return Math.Exp(x);
    }

    /// <summary>The product of some numbers.</summary>
    public double Product(params ReadOnlySpan<double> factors)
    {
        var (product, up, down) = (1.0, 0.0, 0.0);
        foreach (var factor in factors)
        {
            product *= factor;
            var size = Math.Log10(Math.Abs(factor));
            if (!double.IsFinite(size))
                continue;
            up += Math.Max(0, size);
            down += Math.Max(0, -size);
        }

        // A product with 0 or a non-finite factor is the same in any order, but 0 and infinity may result from a part of the
        // product.
        if (up > Greatest - 3 || down > Greatest - 3)
        {
            IsUnclear |= product is 0 || !double.IsFinite(product) || up - down < Greatest + 3 || down > 3;
            return up - down > Greatest && product != 0 ? Math.Sign(product) * double.PositiveInfinity : product;
        }

        return product;
    }

    /// <summary>A sum in the range of the type.</summary>
    public double Sum(double sum)
    {
        var size = Math.Log10(Math.Abs(sum));
        IsUnclear |= double.IsFinite(size) && Math.Abs(size - Greatest) < 3;
        return double.IsFinite(size) && size > Greatest ? Math.Sign(sum) * double.PositiveInfinity : sum;
    }

    /// <summary>A derivative: 0 where it overflows.</summary>
    public static double Slope(double slope) => double.IsInfinity(slope) ? 0 : slope;
}
