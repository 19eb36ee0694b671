namespace LossDsl;

/// <summary>The divergence from a reference policy in the reward of each token, in place of a term of the loss.</summary>
public static class KlReward
{
    /// <summary><c>r_t - β K_t</c> at the tokens that count.</summary>
    /// <param name="rewards">The reward of each token. Shape <c>[B, N]</c>.</param>
    /// <param name="policy">Log-probability of each token under the policy that drew it, in nats. The same shape.</param>
    /// <param name="reference">That under the reference policy. The same shape.</param>
    /// <param name="mask">Which tokens count: 0 means absent. The same shape.</param>
    /// <param name="coefficient">The weight β.</param>
    /// <param name="estimator">The estimate <c>K</c>.</param>
    /// <param name="inputClamp">How far from 0 the log-ratio counts; null for no bound.</param>
    /// <param name="outputClamp">How far from 0 the divergence counts; null for no bound.</param>
    /// <returns>The rewards, and the mean over the rows of a row's mean divergence.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static (Tensor Rewards, Tensor MeanDivergence) Subtract(
        Tensor rewards,
        Tensor policy,
        Tensor reference,
        Tensor mask,
        double coefficient,
        KlEstimator estimator = KlEstimator.K1,
        double? inputClamp = null,
        double? outputClamp = null)
    {
        TokenAdvantages.Check(rewards, policy, nameof(policy));
        TokenAdvantages.Check(rewards, mask, nameof(mask));
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var absent = mask == Scalars.Zero;
        var kl = Masked.Fill(
            KlPenalty.Compute(policy.detach(), reference.detach(), estimator, KlGradient.Estimate, inputClamp, outputClamp), absent);
        using var beta = coefficient.ToScalar();
        var mean = (kl.sum(1) / (absent.logical_not().sum(1).to(kl.dtype) + Scalars.Epsilon)).mean();
        return ((rewards - kl * beta).MoveToOuterDisposeScope(), mean.MoveToOuterDisposeScope());
    }

    /// <summary><c>-β K_t</c> at each token, and the reward of the answer at its last token that counts.</summary>
    /// <param name="rewards">The reward of each row. Shape <c>[B]</c>.</param>
    /// <param name="divergence">The divergence of each token. Shape <c>[B, N]</c>.</param>
    /// <param name="mask">Which tokens count: 0 means absent. The same shape.</param>
    /// <param name="coefficient">The weight β.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor Shape(Tensor rewards, Tensor divergence, Tensor mask, double coefficient)
    {
        TokenAdvantages.Check(divergence, mask, nameof(mask));
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var isPresent = mask != Scalars.Zero;
        var places = ones(mask.size(1), dtype: int64, device: mask.device).cumsum(0);
        var last = (isPresent.to(int64) * places).argmax(1, keepdim: true);
        using var beta = (-coefficient).ToScalar();
        var shaped = (divergence * beta).scatter_add(1, last, rewards.to(divergence.dtype).unsqueeze(-1));
        return shaped.MoveToOuterDisposeScope();
    }
}
