namespace LossDsl;

/// <summary>
/// The correction for the mismatch between the policy at the start of the step and the inference engine, as terms: the importance
/// weight of a token, and whether the token is kept.
/// </summary>
internal static class RolloutCorrectionTerms
{
    /// <summary>Computes the importance weight and the mask of a token.</summary>
    /// <param name="previous">The log-probability of the token under the policy at the start of the step.</param>
    /// <param name="rollout">The log-probability of the token under the inference engine.</param>
    /// <param name="settings">The settings.</param>
    /// <returns>The weight (1 without a correction), and 1 if the token is kept, else 0.</returns>
    public static (Term Weight, Term Keep) Compute(Term previous, Term rollout, IRolloutCorrection settings)
    {
        var logRatio = previous - rollout;
        return (
            settings.CorrectionLevel is null ? 1 : Bounded(Weight(logRatio, settings), settings),
            Reject(logRatio, settings) * Veto(logRatio, settings));
    }

    /// <summary>The weight before its bounds are applied; 0 where it is not finite.</summary>
    public static Term Weight(Term logRatio, IRolloutCorrection settings) =>
        Term.FiniteOrZero(Term.Exp(Clamp(Level(logRatio, settings.CorrectionLevel ?? CorrectionLevel.Token), settings)));

    /// <summary>Applies the bounds to a weight.</summary>
    public static Term Bounded(Term weight, IRolloutCorrection settings)
    {
        var (lower, upper) = (settings.CorrectionLowerBound ?? 0, settings.CorrectionUpperBound ?? double.PositiveInfinity);
        if (settings.CorrectionBound == CorrectionBound.Mask)
            return Term.Select(IsWithin(weight, lower, upper), weight, 0);
        if (lower > 0)
            weight = Term.Max(weight, lower);
        return double.IsInfinity(upper) ? weight : Term.Min(weight, upper);
    }

    // Reduces a per-token value to the given level.
    private static Term Level(Term x, CorrectionLevel level) => level switch
    {
        CorrectionLevel.Sequence => Term.SequenceSum(x),
        CorrectionLevel.SequenceMean => Term.SequenceMean(x),
        _ => x,
    };

    private static Term Reject(Term logRatio, IRolloutCorrection settings)
    {
        if (settings.RejectionStatistic is not { } kind)
            return 1;
        var (lower, upper) = (settings.RejectionLowerBound ?? double.NegativeInfinity, settings.RejectionUpperBound ?? double.PositiveInfinity);
        var level = settings.RejectionLevel;
        // Values that are not finite count as 0, so that a single token cannot decide about its sequence.
        if (level is CorrectionLevel.Sequence or CorrectionLevel.SequenceMean)
            logRatio = Term.FiniteOrZero(logRatio);
        // A ratio is the exponential of the sum or mean of log-ratios; the other statistics are summed or averaged themselves.
        var statistic = kind == RejectionStatistic.Ratio
            ? Term.Exp(Clamp(Level(logRatio, level), settings))
            : Level(Statistic(Clamp(logRatio, settings), kind), level);
        return level == CorrectionLevel.SequenceMaximum
            ? Truth(Term.AreEqual(Count(statistic > upper), 0) & Count(statistic >= lower) > 0)
            : Truth(IsWithin(statistic, lower, upper));
    }

    private static Term Statistic(Term logRatio, RejectionStatistic kind) => kind switch
    {
        RejectionStatistic.K1 => -logRatio,
        RejectionStatistic.K2 => logRatio * logRatio / 2,
        _ => Term.Exp(logRatio) - 1 - logRatio,
    };

    // Drops every sequence that has a token with a ratio out of bounds.
    private static Term Veto(Term logRatio, IRolloutCorrection settings)
    {
        if (settings.VetoLowerBound is null && settings.VetoUpperBound is null)
            return 1;
        var ratio = Term.Exp(Clamp(logRatio, settings));
        var isWithin = IsWithin(ratio, settings.VetoLowerBound ?? 0, settings.VetoUpperBound ?? double.PositiveInfinity);
        return Truth(Term.AreEqual(Count(!isWithin), 0));
    }

    private static Term Clamp(Term logRatio, IRolloutCorrection settings) => double.IsInfinity(settings.LogRatioClamp)
        ? logRatio
        : Term.Clamp(logRatio, -settings.LogRatioClamp, settings.LogRatioClamp);

    private static Condition IsWithin(Term x, double lower, double upper)
    {
        var isAtMost = x <= upper;
        return double.IsNegativeInfinity(lower) ? isAtMost : x >= lower & isAtMost;
    }

    private static Term Count(Condition condition) => Term.SequenceSum(Truth(condition));

    private static Term Truth(Condition condition) => Term.Select(condition, 1, 0);
}
