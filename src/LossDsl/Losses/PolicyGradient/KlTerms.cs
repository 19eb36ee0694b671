namespace LossDsl;

/// <summary>The weighed divergence of a token, with the gradient that is asked for.</summary>
internal static class KlTerms
{
    /// <summary><c>v * K</c>.</summary>
    /// <param name="logprob">The log-probability <c>y</c> of the token.</param>
    /// <param name="reference">That of the reference policy.</param>
    /// <param name="weight">The weight <c>v</c> with its gradient; null for 1, whose gradient is that of <c>exp(y)</c>.</param>
    /// <param name="estimator">The estimate <c>K</c>.</param>
    /// <param name="gradient">Which gradient it has.</param>
    /// <param name="inputClamp">How far from 0 the log-ratio counts; null for no bound. The weight has no gradient beyond it.</param>
    /// <param name="outputClamp">How far from 0 the product counts; null for no bound.</param>
    public static Term Compute(
        Term logprob, Term reference, Term? weight, KlEstimator estimator, KlGradient gradient, double? inputClamp, double? outputClamp)
    {
        var divergence = KlPenalty.Estimate(logprob, reference, estimator, inputClamp);
        // Without a weight it is 1, yet with the gradient of exp(y).
        var factor = weight is null ? Term.Exp(Term.GradientOnly(Term.FiniteOrZero(logprob))) : Term.FiniteOrZero(weight);
        var weighed = Term.Weigh(divergence, Term.StopGradient(factor));
        if (gradient == KlGradient.ScoreFunction)
        {
            // Each of the two terms of the derivative, v * K' and v' * K, counts as 0 where it overflows.
            var hasScore = !Term.AreEqual(factor, 0) & Term.IsFinite(logprob);
            if (inputClamp is { } bound)
                hasScore &= Term.Abs(reference - logprob) <= bound;
            var score = Term.Select(hasScore, factor * Term.StopGradient(divergence), 0);
            weighed = Term.FiniteGradient(weighed) + Term.FiniteGradient(Term.GradientOnly(score));
        }

        if (outputClamp is { } greatest)
            weighed = Term.Clamp(weighed, -greatest, greatest);
        if (gradient != KlGradient.StraightThrough)
            return weighed;
        var squared = KlPenalty.Estimate(logprob, reference, KlEstimator.K2, null);
        return Term.StopGradient(weighed) + Term.GradientOnly(Term.Weigh(squared, Term.StopGradient(factor)));
    }
}
