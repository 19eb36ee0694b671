namespace LossDsl;

/// <summary>
/// The likelihood term of responses with a positive reward, in addition to the policy term (VAPO, arXiv:2504.05118, equation 10).
/// </summary>
public static class PositiveExamples
{
    /// <summary>
    /// Computes the weight of each row: <c>1 / N</c> for rows with a positive reward, which have <c>N</c> valid tokens together, and
    /// 0 for all other rows. Compute it over the whole step before it is split into microbatches, so that their losses add up.
    /// </summary>
    /// <param name="rewards">The reward of each row. Shape <c>[B]</c>.</param>
    /// <param name="batch">The batch of the whole step.</param>
    /// <param name="processes">The processes that share the rows of the step; null for a single process.</param>
    /// <returns>Shape <c>[B]</c>, float64 for float64 rewards, else float32.</returns>
    /// <exception cref="ArgumentException">The rewards do not have shape <c>[B]</c>.</exception>
    public static Tensor ComputeWeights(Tensor rewards, IMaskedBatch batch, IProcessGroup? processes = null)
    {
        ArgumentNullException.ThrowIfNull(rewards);
        ArgumentNullException.ThrowIfNull(batch);
        rewards.RequireShapeOf(batch.SampleMask, nameof(rewards), "sample_mask");
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var dtype = rewards.dtype == float64 ? float64 : float32;
        var masks = TokenMasks.FromBatch(batch, batch.SampleMask, float64);
        var isPositive = (rewards > Scalars.Zero).to(float64);
        var tokens = (masks.Weights.sum(1) * isPositive).sum();
        processes?.AllReduce(tokens);
        return (isPositive / (tokens + Scalars.Epsilon)).to(dtype).MoveToOuterDisposeScope();
    }

    // Divides by the factor of the reduction, because the weights already contain the denominator of this term.
    internal static Term NegativeLogLikelihood(Term logprob, Term weights, Term samples)
    {
        var factor = Term.LossFactor;
        return Term.Select(Term.AreEqual(factor, 0) | Term.AreEqual(weights, 0), 0, -logprob * weights * samples / factor);
    }
}
