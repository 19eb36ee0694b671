namespace LossDsl;

/// <summary>The policy ratio, per token or per sequence.</summary>
internal static class PolicyRatio
{
    /// <summary>Computes the ratio <c>r</c>.</summary>
    /// <param name="logprob">The log-probability of the token.</param>
    /// <param name="logRatio">The log of the token's ratio.</param>
    /// <param name="level">The level of the ratio.</param>
    /// <param name="clamp">Clamps the log of the ratio to ± this value; infinity for no clamp.</param>
    public static Term Compute(Term logprob, Term logRatio, RatioLevel level, double clamp = double.PositiveInfinity)
    {
        var logarithm = level switch
        {
            RatioLevel.Sequence => Term.SequenceMean(logRatio),
            RatioLevel.SequenceTokenGradient => Term.GradientOnly(logprob) + Term.StopGradient(Term.SequenceMean(logRatio)),
            RatioLevel.SequenceProduct => Term.SequenceSum(logRatio),
            _ => logRatio,
        };
        return Term.Exp(double.IsInfinity(clamp) ? logarithm : Term.Clamp(logarithm, -clamp, clamp));
    }
}
