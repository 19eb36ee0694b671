namespace LossDsl;

/// <summary>The range of weights of loss terms.</summary>
internal static class LossWeight
{
    /// <summary>
    /// The maximum weight: products of two weights and a term stay finite in float32, so that 0 times such a product is 0 and not NaN.
    /// </summary>
    public const double MaxValue = 1e12;
}
