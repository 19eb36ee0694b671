namespace LossDsl;

/// <summary>
/// Corrects for the inference engine that generated the tokens, over a whole step before it is split into microbatches. Use this
/// if masked-out tokens must not count in the denominator, or if weights are normalized.
/// </summary>
/// <remarks>
/// <code>
/// q = previous - rollout
/// w = exp(q), exp(sum(q)) or exp(mean(q)) within its bounds      sums and means over the tokens of a sequence
/// mask' = mask * kept
/// </code>
/// The same settings of <see cref="PolicyGradientLossConfig"/> correct inside the loss and leave the denominators unchanged. Here the
/// returned mask replaces <c>token_mask</c>, so that only kept tokens are counted, and the weights become <c>policy_weights</c>. Papers:
/// arXiv:2512.23075, arXiv:2510.18855, and M2PO arXiv:2510.01161.
/// </remarks>
public static class RolloutCorrection
{
    /// <summary>Computes weights and mask.</summary>
    /// <param name="previous">
    /// Log-probability of each token under the policy at the start of the step, in nats. Shape <c>[B, N]</c>.
    /// </param>
    /// <param name="rollout">Log-probability of each token under the inference engine, in nats. Shape <c>[B, N]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <param name="config">The configuration.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="LossConfigException">The configuration violates its rules.</exception>
    public static CorrectedTokens Compute(Tensor previous, Tensor rollout, Tensor mask, RolloutCorrectionConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Check(previous, rollout, mask);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var values = TermValues.Compute(mask, [previous, rollout], fields =>
        {
            var (weight, keep) = RolloutCorrectionTerms.Compute(fields[0], fields[1], config);
            return [weight, keep];
        });
        var (weights, keeps) = (values[0], values[1]);
        if (config.NormalizeWeights)
            weights = Normalized(weights, mask.to(weights.dtype), config.CorrectionLevel == CorrectionLevel.Token);
        return new CorrectedTokens(
            weights.MoveToOuterDisposeScope(), Masked.Fill(mask, keeps == Scalars.Zero).MoveToOuterDisposeScope());
    }

    /// <summary>
    /// M2PO, arXiv:2510.01161: masks the tokens with the largest <c>q * q</c> until the mean over the remaining tokens is below a
    /// threshold. At least one token is kept.
    /// </summary>
    /// <param name="previous">
    /// Log-probability of each token under the policy at the start of the step, in nats. Shape <c>[B, N]</c>.
    /// </param>
    /// <param name="rollout">Log-probability of each token under the inference engine, in nats. Shape <c>[B, N]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <param name="threshold">The threshold of the second moment.</param>
    /// <returns>The mask with the dropped tokens set to 0.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor MaskBySecondMoment(Tensor previous, Tensor rollout, Tensor mask, double threshold)
    {
        Check(previous, rollout, mask);
        if (!(threshold > 0))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "expected a number greater than 0");
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var present = (mask != Scalars.Zero).view(-1).nonzero().view(-1);
        if (present.numel() == 0)
            return mask.clone().MoveToOuterDisposeScope();
        var q = (previous - rollout).to(float64).contiguous().view(-1).index_select(0, present);
        var (squares, order) = (q * q).sort();
        var counts = ones_like(squares).cumsum(0);
        using var bound = threshold.ToScalar();
        // The mean of the smallest k values increases with k, so the number of means below the threshold is the largest valid k.
        var kept = Math.Max(1, DeviceTransfer.ReadIntegers((squares.cumsum(0) / counts < bound).sum())[0]);
        var dropped = order.narrow(0, kept, squares.numel() - kept);
        var result = mask.contiguous().clone();
        result.view(-1).index_fill_(0, present.index_select(0, dropped), Scalars.Zero);
        return result.MoveToOuterDisposeScope();
    }

    // Divides by the mean weight over tokens, or over the sequences that have tokens.
    private static Tensor Normalized(Tensor weights, Tensor mask, bool isOfTokens)
    {
        var counts = mask.sum(1);
        var mean = isOfTokens
            ? (weights * mask).sum() / (counts.sum() + Scalars.Epsilon)
            : ((weights * mask).sum(1) / (counts + Scalars.Epsilon)).sum() / (counts != Scalars.Zero).sum().clamp_min(Scalars.One);
        return where(mean > Scalars.Epsilon, weights / mean, weights);
    }

    private static void Check(Tensor previous, Tensor rollout, Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(previous);
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(mask);
        if (previous.dim() != 2)
            throw new ArgumentException($"previous: expected [B, N], got {previous.FormatShape()}", nameof(previous));
        rollout.RequireShapeOf(previous, nameof(rollout), nameof(previous));
        mask.RequireShapeOf(previous, nameof(mask), nameof(previous));
    }
}
