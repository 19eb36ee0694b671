namespace LossDsl;

/// <summary>The weighted KL term of a token, with a choice of gradients.</summary>
internal static class KlTerms
{
    /// <summary><c>v * K</c>.</summary>
    /// <param name="logprob">The log-probability <c>y</c> of the token under the policy.</param>
    /// <param name="reference">The log-probability of the token under the reference policy.</param>
    /// <param name="weight">The weight <c>v</c> with its gradient; null for a weight of 1 with the gradient of <c>exp(y)</c>.</param>
    /// <param name="estimator">The estimator <c>K</c>.</param>
    /// <param name="gradient">The gradient of the term.</param>
    /// <param name="inputClamp">
    /// Clamps the log-ratio to ± this value; null for no clamp. Beyond the clamp the weight has no gradient.
    /// </param>
    /// <param name="outputClamp">Clamps the product to ± this value; null for no clamp.</param>
    public static Term Compute(
        Term logprob, Term reference, Term? weight, KlEstimator estimator, KlGradient gradient, double? inputClamp, double? outputClamp)
    {
        var divergence = KlPenalty.Estimate(logprob, reference, estimator, inputClamp);
        // Without a weight: the value 1 with the gradient of exp(y).
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
