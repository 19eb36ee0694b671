namespace LossDsl.Tests.Losses.PolicyGradient;

/// <summary>The metrics of a row, of which <see cref="Y"/> and <see cref="Still"/> are the same numbers.</summary>
internal sealed partial record PolicyRow
{
    /// <summary>What the row adds to the metrics of a step.</summary>
    /// <param name="c">The configuration.</param>
    /// <param name="tokens">The valid tokens of the step.</param>
    /// <param name="sequences">The valid sequences of the step.</param>
    public Dictionary<string, double> Metrics(PolicyGradientLossConfig c, double tokens, double sequences)
    {
        var d = Map(t => Y[t] - Denominator(c, t));
        var (w, k) = Correction(c);
        var policy = Loss(c with { ReferencePolicyKlPenalty = 0, PositiveExampleNllWeight = 0 }, tokens, sequences);
        var nll = Sample * PositiveWeight * Sum(t => -Y[t]);
        var loss = Loss(c, tokens, sequences);
        var divergence = loss - policy - c.PositiveExampleNllWeight * nll;
        return new()
        {
            ["loss"] = loss,
            ["policy_loss"] = policy,
            ["probs_ratio"] = TokenMean(t => Ratio(c, d, d, t)),
            ["clip_fraction"] = TokenMean(t => IsClipped(c, Ratio(c, d, d, t), t) ? 1 : 0),
            ["dual_clip_fraction"] = TokenMean(t => IsCapped(c, Ratio(c, d, d, t), t) ? 1 : 0),
            ["approx_kl"] = TokenMean(t => -d[t]),
            ["kl_penalty"] = c.ReferencePolicyKlPenalty == 0 ? 0 : divergence / c.ReferencePolicyKlPenalty,
            ["correction_weight"] = TokenMean(t => w[t] * k[t]),
            ["dropped_fraction"] = TokenMean(t => 1 - k[t]),
            ["positive_nll_loss"] = c.PositiveExampleNllWeight == 0 ? 0 : nll,
            ["num_valid_samples"] = Sample,
        };

        double TokenMean(Func<int, double> x) => Sample * Sum(x) / (tokens + Epsilon);
    }

    private bool IsClipped(PolicyGradientLossConfig c, double ratio, int t)
    {
        var (a, lower, upper) = (Advantages[t], c.RatioLowerBound ?? 0.8, c.RatioUpperBound ?? 1.2);
        return c.Objective switch
        {
            PolicyObjective.PpoClip => (a > 0 && ratio > upper) || (a < 0 && ratio < lower),
            PolicyObjective.Cispo => ratio > upper || ratio < lower,
            PolicyObjective.Gmpo => a > 0 && ratio > upper,
            PolicyObjective.TrustRegion => !IsKept(c, a, t),
            PolicyObjective.Topr => Reward <= 0 && ratio > 1,
            PolicyObjective.CalibratedImportance => ratio <= lower || ratio >= upper,
            PolicyObjective.ClipCov or PolicyObjective.KlCov => CovarianceTokens[t] != 0,
            _ => false,
        };
    }

    private bool IsCapped(PolicyGradientLossConfig c, double ratio, int t) => c.Objective switch
    {
        PolicyObjective.PpoClip => Advantages[t] < 0 && ratio > (c.DualClip ?? double.PositiveInfinity),
        PolicyObjective.Gmpo => Advantages[t] < 0 && ratio < (c.RatioLowerBound ?? 0.8),
        PolicyObjective.TrustRegion => IsKept(c, Advantages[t], t) && ratio > (c.TrustRegionRatioCap ?? double.PositiveInfinity),
        _ => false,
    };
}
