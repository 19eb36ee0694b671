namespace LossDsl;

/// <summary>Per-token estimators of the KL divergence between the policy and a reference policy.</summary>
public static class KlPenalty
{
    /// <summary>
    /// Schulman's k3: <c>exp(d) - d - 1</c> with <c>d = reference - policy</c>; never negative, and unbiased for samples from
    /// the policy (NeMo-RL's <c>calculate_kl_penalty_joschu2020</c>, http://joschu.net/blog/kl-approx.html).
    /// </summary>
    /// <remarks>Where <c>exp(d)</c> overflows, the divergence is infinite and its gradient is 0.</remarks>
    /// <param name="logprobsPolicy">Log-probabilities under the policy, in nats.</param>
    /// <param name="logprobsReference">Log-probabilities under the reference policy, in nats. The same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor K3(Tensor logprobsPolicy, Tensor logprobsReference)
    {
        Check(logprobsPolicy, logprobsReference);
        using var scope = NewDisposeScope();
        var d = logprobsReference - logprobsPolicy;
        var overflows = d.detach().exp().isinf();
        // Detached where exp(d) overflows, so that the gradient there is 0 and not NaN.
        var held = where(overflows, d.detach(), d);
        // exp(d) - d would be NaN at d = infinity.
        return (held.exp() - held - Scalars.One).masked_fill(overflows, Scalars.Infinity).MoveToOuterDisposeScope();
    }

    /// <inheritdoc cref="K3(Tensor, Tensor)"/>
    public static Term K3(Term logprobsPolicy, Term logprobsReference) => K3(logprobsReference - logprobsPolicy);

    /// <summary>An estimate of the KL divergence at a token.</summary>
    /// <param name="logprobsPolicy">Log-probability under the policy, in nats.</param>
    /// <param name="logprobsReference">Log-probability under the reference policy, in nats.</param>
    /// <param name="estimator">The estimator.</param>
    /// <param name="inputClamp">Clamps the log-ratio to ± this value; null for no clamp.</param>
    public static Term Estimate(Term logprobsPolicy, Term logprobsReference, KlEstimator estimator, double? inputClamp = null)
    {
        var d = logprobsReference - logprobsPolicy;
        if (inputClamp is { } bound)
            d = Term.Clamp(d, -bound, bound);
        return estimator switch
        {
            KlEstimator.K1 => -d,
            KlEstimator.K2 => d * d / 2,
            KlEstimator.Absolute => Term.Abs(d),
            _ => K3(d),
        };
    }

    /// <summary>The KL divergence of each token, for a reward or a loss.</summary>
    /// <param name="logprobsPolicy">Log-probabilities under the policy, float32 or float64. Only they receive a gradient.</param>
    /// <param name="logprobsReference">Log-probabilities under the reference policy. The same shape.</param>
    /// <param name="estimator">The estimator.</param>
    /// <param name="gradient">The gradient of the divergence.</param>
    /// <param name="inputClamp">Clamps the log-ratio to ± this value; null for no clamp.</param>
    /// <param name="outputClamp">Clamps the divergence to ± this value; null for no clamp.</param>
    /// <exception cref="ArgumentException">The shapes differ, or a clamp is not positive.</exception>
    public static Tensor Compute(
        Tensor logprobsPolicy,
        Tensor logprobsReference,
        KlEstimator estimator,
        KlGradient gradient = KlGradient.Estimate,
        double? inputClamp = null,
        double? outputClamp = null)
    {
        Check(logprobsPolicy, logprobsReference);
        CheckBound(inputClamp, nameof(inputClamp));
        CheckBound(outputClamp, nameof(outputClamp));
        return ElementwiseFormula.Apply(
            logprobsPolicy,
            [logprobsReference],
            (policy, others) => KlTerms.Compute(policy, others[0], null, estimator, gradient, inputClamp, outputClamp));
    }

    private static void Check(Tensor logprobsPolicy, Tensor logprobsReference)
    {
        ArgumentNullException.ThrowIfNull(logprobsPolicy);
        ArgumentNullException.ThrowIfNull(logprobsReference);
        logprobsReference.RequireShapeOf(logprobsPolicy, "logprobs_reference", "logprobs_policy", nameof(logprobsReference));
    }

    private static void CheckBound(double? bound, string name)
    {
        if (bound is { } value && !(value > 0))
            throw new ArgumentOutOfRangeException(name, value, "expected a bound greater than 0, or null for none");
    }

    private static Term K3(Term d)
    {
        var power = Term.Exp(d);
        // exp(d) - d would be NaN at d = infinity.
        return Term.FiniteGradient(Term.Select(Term.AreEqual(power, double.PositiveInfinity), power, power - d - 1));
    }
}
