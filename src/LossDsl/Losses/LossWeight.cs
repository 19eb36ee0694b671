namespace LossDsl;

/// <summary>What the terms of a loss are multiplied by.</summary>
internal static class LossWeight
{
    /// <summary>The greatest weight: two of them, and what a term may be, are finite in float32 together, so that 0 stays 0 beside them.</summary>
    public const double MaxValue = 1e12;
}
