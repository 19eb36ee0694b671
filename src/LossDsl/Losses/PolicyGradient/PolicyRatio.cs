namespace LossDsl;

/// <summary>The ratio of the policy, of a token or of its sequence.</summary>
internal static class PolicyRatio
{
    /// <summary>The ratio <c>r</c>.</summary>
    /// <param name="logprob">The log-probability of the token.</param>
    /// <param name="logRatio">The logarithm of the token's ratio.</param>
    /// <param name="level">Of what the ratio is.</param>
    /// <param name="clamp">How far from 0 the logarithm of the ratio counts; infinity for no bound.</param>
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
