namespace LossDsl;

/// <summary>What the terms of a loss are multiplied by.</summary>
internal static class LossWeight
{
    /// <summary>The greatest weight: two of them, and what a term may be, are finite in float32 together, so that 0 stays 0 beside them.</summary>
    public const double Greatest = 1e12;

    /// <summary>A weight as a loss computes with it: one that float32 rounds to 0 is 0.</summary>
    /// <param name="weight">The weight, not negative.</param>
    /// <param name="dtype">The type that the loss computes in.</param>
    public static double In(ScalarType dtype, double weight) => dtype == float64 ? weight : (float)weight;
}
