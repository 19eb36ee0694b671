namespace LossDsl.Tests.Shared;

/// <summary>The clipped surrogate of PPO, per token.</summary>
/// <remarks>
/// <code>
/// r = exp(y - previous)
/// loss = -A * min(r, 1 + max)                   A &gt; 0
///        -A * max(r, 1 - min)                   A &lt; 0      (PPO, arXiv:1707.06347; two bounds: DAPO, arXiv:2503.14476)
///        -A * min(max(r, 1 - min), c)           A &lt; 0      with dual clip (arXiv:1912.09729)
/// </code>
/// The side that applies is chosen before the exponential, which carries the gradient. So a ratio that overflows where it is
/// clipped leaves loss and gradient finite. If a ratio overflows and is not clipped, the loss is infinite and the gradient 0
/// (<see cref="Overflow"/>).
/// </remarks>
internal static class ClippedObjective
{
    /// <summary>The loss of each token.</summary>
    /// <param name="logRatio"><c>y - previous</c>, the only input with a gradient.</param>
    /// <param name="advantages">The advantages.</param>
    /// <param name="share">The factor of each token's loss in the reduced loss.</param>
    /// <param name="config">The clip bounds.</param>
    public static Tensor Loss(Tensor logRatio, Tensor advantages, Tensor share, ClippedPGLossConfig config)
    {
        var (least, greatest) = (1 - config.RatioClipMin, 1 + config.RatioClipMax);
        var ratio = logRatio.detach().exp();
        var (gains, loses) = (advantages > 0, advantages < 0);

        var clippedAbove = gains.logical_and(ratio > greatest);
        var clippedBelow = loses.logical_and(ratio < least);
        // Without an advantage the loss is 0, even if the ratio is infinite.
        var clippedAway = (advantages == 0).logical_and(ratio.isinf());
        var clipped = clippedAbove.logical_or(clippedBelow).logical_or(clippedAway);
        var bound = full_like(ratio, least).masked_fill(gains, greatest);
        if (config.RatioClipC is { } c)
        {
            var clippedTwice = loses.logical_and(ratio > c);
            clipped = clipped.logical_or(clippedTwice);
            bound = bound.masked_fill(clippedTwice, c);
        }

        var free = Overflow.Hold(Masked.Fill(logRatio, clipped), share, () => Masked.Fill(advantages * ratio, clipped));
        return -advantages * where(clipped, bound, free.exp());
    }

    /// <summary>The loss of each token with the log-probability in place of the ratio: <c>-A * y</c>.</summary>
    /// <param name="logprobs">The log-probabilities.</param>
    /// <param name="advantages">The advantages.</param>
    /// <param name="share">The factor of each token's loss in the reduced loss.</param>
    public static Tensor WithoutRatio(Tensor logprobs, Tensor advantages, Tensor share)
    {
        // Without an advantage the loss is 0, even if the log-probability is infinite.
        var nothing = (advantages == 0).logical_and(logprobs.detach().isinf());
        return -advantages * Masked.Fill(Overflow.Hold(logprobs, share, () => advantages), nothing);
    }
}
