namespace LossDsl.Tests.Losses.PolicyGradient;

/// <summary>
/// <see cref="PolicyGradientLoss"/> as defined in <c>docs/losses/policy-gradient.md</c>, in float64 and without tensors. Terms
/// without gradient depend on <see cref="Still"/>, which is constant when <see cref="Y"/> is varied.
/// </summary>
internal sealed partial record PolicyRow(
    double[] Y,
    double[] Still,
    double[] Advantages,
    double[] Previous,
    double[] Rollout,
    double[] Reference,
    double[] PolicyWeights,
    double[] CovarianceTokens,
    double[] Mask,
    double Sample,
    double Reward,
    double PositiveWeight,
    double PromptWeight,
    double[] Entropies,
    double EntropyWeight)
{
    private const double Epsilon = 1e-8;

    /// <summary>The row's term in the loss of a step.</summary>
    /// <param name="c">The config.</param>
    /// <param name="tokens">The valid tokens of the step.</param>
    /// <param name="sequences">The valid sequences of the step.</param>
    public double Loss(PolicyGradientLossConfig c, double tokens, double sequences)
    {
        var d = Map(t => Y[t] - Denominator(c, t));
        var still = Map(t => Still[t] - StillDenominator(c, t));
        var (w, k) = Correction(c);
        var each = Map(t =>
        {
            var (ratio, stillRatio) = (Ratio(c, d, still, t), Ratio(c, still, still, t));
            var policy = Objective(c, d, still, w, ratio, stillRatio, t) + c.LogRatioPenalty * d[t] * d[t];
            if (c.Objective is not (PolicyObjective.Gmpo or PolicyObjective.Vespo))
                policy *= w[t];
            policy *= k[t];
            if (c.UsePolicyWeights && c.Objective != PolicyObjective.Gmpo)
                policy *= PolicyWeights[t];
            var entropy = (c.EntropyCoefficient ?? 0) * (c.UseEntropyWeights ? EntropyWeight : 1) * Entropies[t];
            return policy + c.ReferencePolicyKlPenalty * (c.ReferencePolicyKlPenalty == 0 ? 0 : Kl(c, ratio, stillRatio, t)) - entropy;
        });
        var nll = Sample * PositiveWeight * Sum(t => -Y[t]);
        return Reduce(c, each, tokens, sequences) + c.PositiveExampleNllWeight * nll;
    }

    private double Reduce(PolicyGradientLossConfig c, double[] each, double tokens, double sequences)
    {
        var sum = Sample * Sum(t => each[t]);
        return c.Reduction switch
        {
            PolicyReduction.TokenMean => sum / (tokens + Epsilon),
            PolicyReduction.TokenSum => sum,
            PolicyReduction.SequenceMeanOfTokenMeans => sum / ((Mask.Sum() + Epsilon) * (sequences + Epsilon)),
            PolicyReduction.SequenceMeanOfTokenSums => sum / (sequences + Epsilon),
            PolicyReduction.Constant => sum / (sequences + Epsilon) / c.ReductionLength!.Value,
            _ => sum * PromptWeight,
        };
    }

    private double Denominator(PolicyGradientLossConfig c, int t) =>
        c.RatioDenominator == RatioDenominator.CurrentPolicy ? Still[t] : StillDenominator(c, t);

    private double StillDenominator(PolicyGradientLossConfig c, int t) => c.RatioDenominator switch
    {
        RatioDenominator.PreviousPolicy => Previous[t],
        RatioDenominator.RolloutPolicy => Rollout[t],
        _ => Still[t],
    };

    private double Ratio(PolicyGradientLossConfig c, double[] d, double[] still, int t)
    {
        var log = c.RatioLevel switch
        {
            RatioLevel.Sequence => Mean(u => d[u]),
            RatioLevel.SequenceTokenGradient => d[t] - still[t] + Mean(u => still[u]),
            RatioLevel.SequenceProduct => Sum(u => d[u]),
            _ => d[t],
        };
        return Math.Exp(Math.Clamp(log, -c.LogRatioClamp, c.LogRatioClamp));
    }

    private double Objective(PolicyGradientLossConfig c, double[] d, double[] still, double[] w, double r, double stillRatio, int t)
    {
        var (a, lower, upper) = (Advantages[t], c.RatioLowerBound ?? 0.8, c.RatioUpperBound ?? 1.2);
        switch (c.Objective)
        {
            case PolicyObjective.PpoClip:
                return Clip(c.DualClip ?? double.PositiveInfinity);
            case PolicyObjective.ClipCov:
                return CovarianceTokens[t] != 0 ? 0 : Clip(double.PositiveInfinity);
            case PolicyObjective.Cispo:
                var isBeyond = (a > 0 && stillRatio > upper) || (a < 0 && stillRatio < lower);
                return c.MaskClippedTokens && isBeyond ? 0 : -Math.Clamp(stillRatio, lower, upper) * a * Y[t];
            case PolicyObjective.Sapo:
                var temperature = a > 0 ? c.SapoTemperaturePositive ?? 1 : c.SapoTemperatureNegative ?? 1.05;
                return -a * 4 / temperature / (1 + Math.Exp(-temperature * (r - 1)));
            case PolicyObjective.Gmpo:
                var e = Mean(u => Advantages[u] switch
                {
                    > 0 => Math.Min(d[u], Math.Log(upper)),
                    < 0 => Math.Max(d[u], Math.Log(lower)),
                    _ => 0,
                });
                double Weight(int u) => (c.CorrectionLevel == CorrectionLevel.Token ? w[u] : 1) * (c.UsePolicyWeights ? PolicyWeights[u] : 1);
                var isWeighted = c.UsePolicyWeights || c.CorrectionLevel == CorrectionLevel.Token;
                var weight = (isWeighted ? Math.Exp(Mean(u => Math.Log(Weight(u) + 1e-10))) : 1) * (c.CorrectionLevel == CorrectionLevel.Token ? 1 : w[t]);
                return -Mean(u => Advantages[u]) * Math.Exp(e) * weight;
            case PolicyObjective.Vespo:
                return -Vespo(c, still, w, a, t) * a * Y[t];
            case PolicyObjective.TrustRegion:
                var isKept = IsKept(c, a, t);
                return c.TrustRegionRatioCap is { } cap ? (isKept ? -Math.Min(stillRatio, cap) * a * Y[t] : 0) : isKept ? -r * a : 0;
            case PolicyObjective.Topr:
                return Reward > 0
                    ? -(c.ToprPositiveWeight ?? 1) * a * Y[t]
                    : -(c.ToprNegativeWeight ?? 1) * Math.Min(stillRatio, 1) * a * Y[t];
            case PolicyObjective.CalibratedImportance:
                return stillRatio > lower && stillRatio < upper ? -stillRatio * a * Y[t] : 0;
            case PolicyObjective.KlCov:
                return -r * a + (CovarianceTokens[t] != 0 ? (c.CovariancePenalty ?? 1) * Math.Abs(d[t]) : 0);
            default:
                return -a * Y[t];
        }

        double Clip(double dualClip)
        {
            var loss = -Math.Min(r * a, Math.Clamp(r, lower, upper) * a);
            return a < 0 ? Math.Min(loss, -dualClip * a) : loss;
        }
    }

    private double Vespo(PolicyGradientLossConfig c, double[] still, double[] w, double a, int t)
    {
        var log = Sum(u => Math.Clamp(still[u], -20, 20));
        if (c.CorrectionLevel is { } level)
        {
            double Log(int u) => Math.Clamp(Math.Log(w[u]), Math.Log(1e-8), 20);
            log += level == CorrectionLevel.Token ? Sum(Log) : Log(t);
        }

        log = Math.Clamp(log, Math.Log(1e-8), 20);
        var (shape, rate) = a >= 0 ? (c.VespoKPositive ?? 2, c.VespoLambdaPositive ?? 3) : (c.VespoKNegative ?? 3, c.VespoLambdaNegative ?? 2);
        return Math.Exp(rate + shape * log - rate * Math.Exp(log));
    }

    private bool IsKept(PolicyGradientLossConfig c, double a, int t)
    {
        var (lower, upper) = (c.TrustRegionLower ?? 0.2, c.TrustRegionUpper ?? 0.2);
        var (p, other) = (Math.Exp(Still[t]), Math.Exp(StillDenominator(c, t)));
        switch (c.TrustRegion)
        {
            case TrustRegion.TotalVariation:
                return a > 0 ? p - other <= upper : p - other >= -lower;
            case TrustRegion.Symmetric:
                return p - other <= upper && p - other >= -lower;
            default:
                var divergence = other * (Math.Log(other) - Still[t]) + (1 - other) * Math.Log((1 - other + 1e-8) / (1 - p + 1e-8));
                return a > 0 ? divergence <= upper || p <= other : divergence <= lower || p >= other;
        }
    }

    private (double[] Weights, double[] Keep) Correction(PolicyGradientLossConfig c)
    {
        var q = Map(t => (c.RatioDenominator == RatioDenominator.PreviousPolicy ? Previous[t] : Still[t]) - Rollout[t]);
        double Clamp(double x) => Math.Clamp(x, -c.LogRatioClamp, c.LogRatioClamp);
        var weights = Map(t =>
        {
            if (c.CorrectionLevel is not { } level)
                return 1;
            var weight = Math.Exp(Clamp(At(level, u => q[u], t)));
            var (least, most) = (c.CorrectionLowerBound ?? 0, c.CorrectionUpperBound ?? double.PositiveInfinity);
            return c.CorrectionBound == CorrectionBound.Clamp ? Math.Min(Math.Max(weight, least), most) : weight >= least && weight <= most ? weight : 0;
        });
        var keep = Map(t =>
        {
            var isKept = true;
            if (c.RejectionStatistic is { } kind)
            {
                var statistic = kind == RejectionStatistic.Ratio
                    ? Math.Exp(Clamp(At(c.RejectionLevel, u => q[u], t)))
                    : At(c.RejectionLevel, u => Statistic(kind, Clamp(q[u])), t);
                isKept &= statistic >= (c.RejectionLowerBound ?? double.NegativeInfinity) && statistic <= c.RejectionUpperBound;
            }

            for (var u = 0; u < q.Length; u++)
            {
                var ratio = Math.Exp(Clamp(q[u]));
                isKept &= Mask[u] == 0 || (ratio >= (c.VetoLowerBound ?? 0) && ratio <= (c.VetoUpperBound ?? double.PositiveInfinity));
            }

            if (c.OffPolicyMask is { } threshold)
                isKept &= !(Advantages[t] < 0 && Mean(u => (c.OffPolicyMaskUsesRollout ? Rollout[u] : Previous[u]) - Still[u]) > threshold);
            return isKept ? 1 : 0;
        });
        return (weights, keep);
    }

    private static double Statistic(RejectionStatistic kind, double q) => kind switch
    {
        RejectionStatistic.K1 => -q,
        RejectionStatistic.K2 => q * q / 2,
        _ => Math.Exp(q) - 1 - q,
    };

    private double At(CorrectionLevel level, Func<int, double> x, int t) => level switch
    {
        CorrectionLevel.Sequence => Sum(x),
        CorrectionLevel.SequenceMean => Mean(x),
        CorrectionLevel.SequenceMaximum => Enumerable.Range(0, Mask.Length).Where(u => Mask[u] != 0).Select(x).DefaultIfEmpty().Max(),
        _ => x(t),
    };

    private double Kl(PolicyGradientLossConfig c, double ratio, double stillRatio, int t)
    {
        var bound = c.KlInputClampValue ?? double.PositiveInfinity;
        double Estimate(double y)
        {
            var d = Math.Clamp(Reference[t] - y, -bound, bound);
            return c.ReferencePolicyKlType switch
            {
                KlEstimator.K1 => -d,
                KlEstimator.K2 => d * d / 2,
                KlEstimator.Absolute => Math.Abs(d),
                _ => Math.Exp(d) - d - 1,
            };
        }

        var (weight, stillWeight) = c.KlWeight switch
        {
            KlWeight.PolicyRatio => (ratio, stillRatio),
            KlWeight.RolloutPolicy => (Math.Exp(Y[t] - Rollout[t]), Math.Exp(Still[t] - Rollout[t])),
            _ => (Math.Exp(Y[t] - Still[t]), 1),
        };
        var most = c.KlOutputClampValue ?? double.PositiveInfinity;
        // The weight has no gradient where the input clamp binds.
        var isBound = Math.Abs(Reference[t] - Still[t]) > bound;
        var moving = c.KlGradient == KlGradient.ScoreFunction && !isBound ? weight : stillWeight;
        if (c.KlGradient != KlGradient.StraightThrough)
            return Math.Clamp(moving * Estimate(Y[t]), -most, most);
        double Squared(double y) => stillWeight * (Reference[t] - y) * (Reference[t] - y) / 2;
        return Math.Clamp(stillWeight * Estimate(Still[t]), -most, most) + Squared(Y[t]) - Squared(Still[t]);
    }

    private double[] Map(Func<int, double> x) => [.. Enumerable.Range(0, Y.Length).Select(x)];

    private double Sum(Func<int, double> x) => Enumerable.Range(0, Y.Length).Sum(t => Mask[t] == 0 ? 0 : Mask[t] * x(t));

    private double Mean(Func<int, double> x) => Sum(x) / (Mask.Sum() + Epsilon);
}
