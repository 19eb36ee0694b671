namespace LossDsl;

/// <summary>
/// The correction for the engine that generated the tokens, over a whole step and before it is cut into microbatches: where what is
/// masked out must not be divided by, or weights are normalized.
/// </summary>
/// <remarks>
/// <code>
/// q = previous - rollout
/// w = exp(q), exp(sum(q)) or exp(mean(q)) within its bounds      sums and means over the tokens of a sequence
/// mask' = mask * kept
/// </code>
/// In a loss, the same settings of <see cref="PolicyGradientLossConfig"/> leave alone what is divided by. Here the mask takes the
/// place of <c>token_mask</c>, so that survivors alone are counted, and the weights become <c>policy_weights</c>. Papers:
/// arXiv:2512.23075, arXiv:2510.18855, and M2PO arXiv:2510.01161.
/// </remarks>
public static class RolloutCorrection
{
    /// <summary>Corrects.</summary>
    /// <param name="previous">Log-probability of each token under the policy at the start of the step. Shape <c>[B, N]</c>.</param>
    /// <param name="rollout">That under the engine. The same shape.</param>
    /// <param name="mask">Which tokens count. The same shape; 0 means absent.</param>
    /// <param name="config">How to correct.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="LossConfigException">The configuration breaks its rules.</exception>
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
    /// M2PO, arXiv:2510.01161: drops the tokens with the greatest <c>q * q</c> until the mean of the others is below a threshold; the
    /// least one stays whatever it is.
    /// </summary>
    /// <param name="previous">Log-probability of each token under the policy at the start of the step. Shape <c>[B, N]</c>.</param>
    /// <param name="rollout">That under the engine. The same shape.</param>
    /// <param name="mask">Which tokens count. The same shape; 0 means absent.</param>
    /// <param name="threshold">What the second moment must be below.</param>
    /// <returns>The mask without the dropped tokens.</returns>
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
        // Of the least k, the mean rises with k: as many are kept as are below the threshold.
        var kept = Math.Max(1, DeviceTransfer.ReadIntegers((squares.cumsum(0) / counts < bound).sum())[0]);
        var dropped = order.narrow(0, kept, squares.numel() - kept);
        var result = mask.contiguous().clone();
        result.view(-1).index_fill_(0, present.index_select(0, dropped), Scalars.Zero);
        return result.MoveToOuterDisposeScope();
    }

    // By the mean weight of a token, or of a sequence with tokens.
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
