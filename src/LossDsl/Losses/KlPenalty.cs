namespace LossDsl;

/// <summary>Estimators of the divergence between the policy and its reference, per token.</summary>
public static class KlPenalty
{
    /// <summary>
    /// Schulman's k3: <c>exp(d) - d - 1</c> with <c>d = reference - policy</c>; never negative, unbiased for samples of
    /// the policy (NeMo-RL's <c>calculate_kl_penalty_joschu2020</c>, http://joschu.net/blog/kl-approx.html).
    /// </summary>
    /// <remarks>Where <c>exp(d)</c> overflows, the divergence is infinite and its gradient 0.</remarks>
    /// <param name="logprobsPolicy">Log-probabilities of the policy.</param>
    /// <param name="logprobsReference">Log-probabilities of the reference, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor K3(Tensor logprobsPolicy, Tensor logprobsReference)
    {
        ArgumentNullException.ThrowIfNull(logprobsPolicy);
        ArgumentNullException.ThrowIfNull(logprobsReference);
        if (!logprobsPolicy.shape.AsSpan().SequenceEqual(logprobsReference.shape))
            throw new ArgumentException(
                $"logprobs_reference: expected {logprobsPolicy.FormatShape()} like logprobs_policy, "
                + $"got {logprobsReference.FormatShape()}",
                nameof(logprobsReference));

        using var scope = NewDisposeScope();
        var d = logprobsReference - logprobsPolicy;
        var overflows = d.detach().exp().isinf();
        // No gradient passes there, not even NaN.
        var held = where(overflows, d.detach(), d);
        // At infinity exp(d) - d would be NaN.
        return (held.exp() - held - Scalars.One).masked_fill(overflows, Scalars.Infinity).MoveToOuterDisposeScope();
    }

    /// <inheritdoc cref="K3(Tensor, Tensor)"/>
    public static Term K3(Term logprobsPolicy, Term logprobsReference)
    {
        var d = logprobsReference - logprobsPolicy;
        var power = Term.Exp(d);
        // At infinity exp(d) - d would be NaN.
        return Term.FiniteGradient(Term.Select(Term.AreEqual(power, double.PositiveInfinity), power, power - d - 1));
    }
}
