namespace LossDsl.Tests.Losses;

/// <summary>
/// <see cref="ClippedPGLossFn"/> for a single token, as defined in <c>docs/losses/clipped-pg.md</c>, in float64 and without
/// tensors,
/// including non-finite numbers.
/// </summary>
/// <param name="Loss">The loss.</param>
/// <param name="Slope">The derivative with respect to the policy's log-probability.</param>
/// <param name="Kl">The metric <c>kl_penalty</c>.</param>
/// <param name="Importance">The metric <c>sampling_importance_ratio</c>.</param>
internal sealed record PolicyToken(double Loss, double Slope, double Kl, double Importance)
{
    /// <summary>Computes a valid token that is the only one of its step.</summary>
    public static PolicyToken Of(
        double y, double advantage, double previous, double generation, double reference, ClippedPGLossConfig config)
    {
        const double Count = 1 + 1e-8;
        var importance = Weight(previous - generation);
        var w = config.UseImportanceSamplingCorrection ? importance : 1;
        var (policy, policySlope) = config.DisablePpoRatio
            ? (advantage == 0 && double.IsInfinity(y) ? 0 : -advantage * y, -advantage)
            : Surrogate(Math.Exp(y - previous), advantage, config);
        var loss = w == 0 ? 0 : w * policy;
        var slope = w == 0 ? 0 : Bounded(w * policySlope);

        var beta = config.ReferencePolicyKlPenalty;
        if (beta == 0)
            return new PolicyToken(loss / Count, slope / Count, 0, importance / Count);
        var ratio = Math.Exp(reference - y);
        var k = double.IsPositiveInfinity(ratio) ? ratio : ratio - (reference - y) - 1;
        var v = config.UseOnPolicyKlApproximation ? Weight(y - generation) : 1;
        var kl = v == 0 ? 0 : v * k;
        if (v != 0)
            slope += Bounded(beta * v * (1 - ratio)) + (config.UseKlScoreFunctionGradient ? Bounded(beta * v * k) : 0);
        return new PolicyToken((loss + beta * kl) / Count, slope / Count, kl / Count, importance / Count);
    }

    private static (double Loss, double Slope) Surrogate(double ratio, double advantage, ClippedPGLossConfig config)
    {
        var clipped = advantage switch
        {
            > 0 => Math.Min(ratio, 1 + config.RatioClipMax),
            < 0 => Math.Min(Math.Max(ratio, 1 - config.RatioClipMin), config.RatioClipC ?? double.PositiveInfinity),
            0 when double.IsInfinity(ratio) => 1,
            _ => ratio,
        };
        return (-advantage * clipped, clipped.Equals(ratio) ? -advantage * ratio : 0);
    }

    private static double Weight(double exponent) => Math.Exp(exponent) is var weight && double.IsFinite(weight) ? weight : 0;

    private static double Bounded(double slope) => double.IsInfinity(slope) ? 0 : slope;
}
