namespace LossDsl;

/// <summary>
/// The correction of what lies between the policy that trains and the engine that generated the tokens, as terms: what a token
/// weighs, and 0 where it is dropped.
/// </summary>
internal static class RolloutCorrectionTerms
{
    /// <summary>The weight of a token.</summary>
    /// <param name="previous">Its log-probability under the policy.</param>
    /// <param name="rollout">That under the engine.</param>
    /// <param name="settings">How to correct.</param>
    /// <returns>The weight, 1 where there is no correction, and whether the token is kept.</returns>
    public static (Term Weight, Term Keep) Compute(Term previous, Term rollout, IRolloutCorrection settings)
    {
        var logRatio = previous - rollout;
        return (
            settings.CorrectionLevel is null ? 1 : Bounded(Weight(logRatio, settings), settings),
            Reject(logRatio, settings) * Veto(logRatio, settings));
    }

    /// <summary>The weight before its bounds; 0 where it is not finite.</summary>
    public static Term Weight(Term logRatio, IRolloutCorrection settings) =>
        Term.FiniteOrZero(Term.Exp(Clamp(Level(logRatio, settings.CorrectionLevel ?? CorrectionLevel.Token), settings)));

    /// <summary>A weight within its bounds.</summary>
    public static Term Bounded(Term weight, IRolloutCorrection settings)
    {
        var (lower, upper) = (settings.CorrectionLowerBound ?? 0, settings.CorrectionUpperBound ?? double.PositiveInfinity);
        if (settings.CorrectionBound == CorrectionBound.Mask)
            return Term.Select(IsWithin(weight, lower, upper), weight, 0);
        if (lower > 0)
            weight = Term.Max(weight, lower);
        return double.IsInfinity(upper) ? weight : Term.Min(weight, upper);
    }

    // What a level makes of a number of each token.
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
        // One number that is not finite does not decide over its sequence.
        if (level is CorrectionLevel.Sequence or CorrectionLevel.SequenceMean)
            logRatio = Term.FiniteOrZero(logRatio);
        // A ratio is made of the sum or the mean; the others are added themselves.
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

    // A sequence with one such token is dropped.
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
