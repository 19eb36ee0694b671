namespace LossDsl;

/// <summary>Puts the KL penalty against a reference policy into the per-token rewards, instead of adding a KL term to the loss.</summary>
public static class KlReward
{
    /// <summary>Computes <c>r_t - β K_t</c> at every token whose mask is not 0.</summary>
    /// <param name="rewards">The reward of each token. Shape <c>[B, N]</c>.</param>
    /// <param name="policy">Log-probability of each token under the policy that sampled it, in nats. Shape <c>[B, N]</c>.</param>
    /// <param name="reference">Log-probability of each token under the reference policy, in nats. Shape <c>[B, N]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <param name="coefficient">The weight β.</param>
    /// <param name="estimator">The KL estimator <c>K</c>.</param>
    /// <param name="inputClamp">Clamps the log-ratio to ± this value; null for no clamp.</param>
    /// <param name="outputClamp">Clamps the divergence to ± this value; null for no clamp.</param>
    /// <returns>The new rewards, and the divergence averaged over the tokens of each row, then over the rows.</returns>
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

    /// <summary>
    /// Computes per-token rewards: <c>-β K_t</c> at each token, plus the reward of the row at its last token whose mask is not 0.
    /// </summary>
    /// <param name="rewards">The reward of each row. Shape <c>[B]</c>.</param>
    /// <param name="divergence">The KL divergence at each token. Shape <c>[B, N]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <param name="coefficient">The weight β.</param>
    /// <exception cref="ArgumentException">The shapes do not match.</exception>
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
