namespace LossDsl;

/// <summary>Selects tokens by the entropy of the distribution that they were sampled from.</summary>
public static class EntropySelection
{
    /// <summary>
    /// Selects the tokens with the largest entropy (arXiv:2506.01939): those at or above the <c>1 - fraction</c> quantile (linear
    /// interpolation) of all unmasked tokens of the step. As <c>policy_weights</c>, the result restricts the policy term to these tokens.
    /// </summary>
    /// <param name="entropies">The entropy of each token of the step, in nats. Shape <c>[B, N]</c>.</param>
    /// <param name="mask">Token mask: 0 means masked. Shape <c>[B, N]</c>.</param>
    /// <param name="fraction">The fraction of the tokens to select, greater than 0 and at most 1.</param>
    /// <returns>1 where a token is selected, else 0, in the type of the entropies. Shape <c>[B, N]</c>.</returns>
    /// <exception cref="ArgumentException">The shapes differ, or the fraction is out of range.</exception>
    public static Tensor SelectTopQuantile(Tensor entropies, Tensor mask, double fraction)
    {
        ArgumentNullException.ThrowIfNull(entropies);
        ArgumentNullException.ThrowIfNull(mask);
        mask.RequireShapeOf(entropies, nameof(mask), nameof(entropies));
        if (!(fraction is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "expected a share greater than 0 and at most 1");
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var isPresent = mask != Scalars.Zero;
        var present = entropies.masked_select(isPresent).to(float64);
        if (present.numel() == 0)
            return zeros_like(entropies).MoveToOuterDisposeScope();
        var (sorted, _) = present.sort();
        var place = (1 - fraction) * (present.numel() - 1);
        var below = (long)Math.Floor(place);
        var above = Math.Min(below + 1, present.numel() - 1);
        using var share = (place - below).ToScalar();
        var (least, most) = (sorted.narrow(0, below, 1), sorted.narrow(0, above, 1));
        var threshold = (least + (most - least) * share).to(entropies.dtype);
        return (entropies >= threshold).logical_and(isPresent).to(entropies.dtype).MoveToOuterDisposeScope();
    }
}
