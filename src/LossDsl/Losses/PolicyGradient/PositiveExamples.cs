namespace LossDsl;

/// <summary>The likelihood of answers with a positive reward, beside a policy term (VAPO, arXiv:2504.05118, equation 10).</summary>
public static class PositiveExamples
{
    /// <summary>
    /// What each row of a step weighs: <c>1 / N</c> for rows with a positive reward and <c>N</c> tokens that count in all of them, else
    /// 0. Computed over the whole step before it is cut into microbatches, so that their losses add up.
    /// </summary>
    /// <param name="rewards">The reward of each row. Shape <c>[B]</c>.</param>
    /// <param name="batch">The batch of the whole step.</param>
    /// <param name="processes">The processes that share the rows of the step; null for this one alone.</param>
    /// <returns>Shape <c>[B]</c>, float32 or float64 as the rewards.</returns>
    /// <exception cref="ArgumentException">The rewards are not one a row.</exception>
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

    // The factor of the reduction is taken out again: the weights hold what this term is divided by.
    internal static Term NegativeLogLikelihood(Term logprob, Term weights, Term samples)
    {
        var factor = Term.LossFactor;
        return Term.Select(Term.AreEqual(factor, 0) | Term.AreEqual(weights, 0), 0, -logprob * weights * samples / factor);
    }
}
